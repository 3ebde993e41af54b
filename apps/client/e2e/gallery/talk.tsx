import type { MessageIntents, MessageView } from '../../src/timeline/message-view.ts'
import type { TimelineItem } from '../../src/timeline/arrange.ts'

const people = {
  alice: { id: 'alice', name: 'Alice Keller' },
  bob: { id: 'bob-okafor', name: 'Bob Okafor' },
  mei: { id: 'mei-tanaka', name: 'Mei Tanaka' },
  noor: { id: 'noor', name: 'نور الحسن' },
}

let count = 0
const noon = Date.UTC(2026, 10, 23, 9, 0)

type Extra = Partial<MessageView> & { readonly unread?: boolean }

export function said(
  minute: number,
  who: keyof typeof people,
  text: string,
  extra: Extra = {},
): TimelineItem {
  const id = extra.id ?? `m${count}`
  count += 1
  const at = noon + minute * 60_000
  const time = new Date(at).toISOString().slice(11, 16)
  const { unread = false, ...rest } = extra
  return {
    kind: 'message',
    at,
    unread,
    message: {
      id,
      author: people[who],
      own: who === 'alice',
      text,
      time,
      fullTime: new Date(at).toISOString(),
      isoTime: new Date(at).toISOString(),
      reactions: [],
      deleted: false,
      pinned: false,
      saved: false,
      mentionsMe: false,
      delivery: { kind: 'sent' },
      can: {
        react: true,
        reply: true,
        forward: true,
        pin: true,
        save: true,
        edit: who === 'alice',
        delete: who === 'alice',
      },
      ...rest,
    },
  }
}

const reaction = (emoji: string, count: number, mine = false) => ({
  emoji,
  count,
  mine,
  names: ['Alice', 'Bob'].slice(0, count),
})

export const talk = (): TimelineItem[] => [
  {
    kind: 'notice',
    at: noon - 60_000_000,
    unread: false,
    notice: {
      id: 'n1',
      text: 'Alice Keller made this room for the contract “Brand site redesign”',
      time: '16:20',
      isoTime: '',
    },
  },
  {
    kind: 'notice',
    at: noon - 59_000_000,
    unread: false,
    notice: { id: 'n2', text: 'Mei Tanaka joined', time: '16:37', isoTime: '' },
  },
  said(
    12,
    'bob',
    'Morning! The type scale is settled. I kept `--step-0` at 16 px and let the rest follow a 1.2 ratio:\n```:root { --step-0: 1rem; --step-1: 1.2rem; --step-2: 1.44rem }',
  ),
  said(13, 'bob', 'It holds from phone to 4K without a media query.', {
    id: 'ratio',
    reactions: [reaction('👏', 2, true), reaction('🚀', 1)],
  }),
  said(
    20,
    'alice',
    'Lovely. @mei can you check it against the **German** copy? Those headlines run long.',
    {
      id: 'lovely',
      edited: 'edited today at 09:22',
      quote: {
        kind: 'text',
        id: 'ratio',
        author: 'Bob Okafor',
        text: 'It holds from phone to 4K without a media query.',
      },
    },
  ),
  said(24, 'noor', 'صباح الخير! النص العربي جاهز، والعناوين قصيرة: landing page', {}),
  said(
    25,
    'mei',
    '@alice Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsfeierlichkeitenvorbereitungsausschuss fits, barely.',
    { mentionsMe: true },
  ),
  said(26, 'mei', '', { deleted: true }),
  said(
    38,
    'bob',
    'I pushed the second draft of the landing page. Screens for tablet follow tonight.',
    { unread: true },
  ),
  said(
    41,
    'alice',
    'Reading it now. One question on the pricing block, I will mark it in the PDF.',
    {
      delivery: {
        kind: 'queued',
        note: 'queued, sends when you are back online',
        unsent: true,
      },
    },
  ),
  said(42, 'alice', 'And the invoice for week two is on its way.', {
    delivery: {
      kind: 'failed',
      final: false,
      hasText: true,
      reason: 'You are sending too fast. Wait a moment, then retry.',
    },
  }),
]

/** Stands in for packages/markup: enough to see every kind of text. */
export function renderBody(body: string) {
  const [text = '', code] = body.split('\n```')
  return (
    <>
      <p>
        {text.split(/(`[^`]+`|\*\*[^*]+\*\*|@\w+)/).map((part, at) => {
          if (part.startsWith('`')) return <code key={at}>{part.slice(1, -1)}</code>
          if (part.startsWith('**')) return <strong key={at}>{part.slice(2, -2)}</strong>
          if (part.startsWith('@'))
            return (
              <span key={at} className={`mention${part === '@alice' ? ' is-me' : ''}`}>
                {part}
              </span>
            )
          return part
        })}
      </p>
      {code === undefined ? null : (
        <pre>
          <code>{code}</code>
        </pre>
      )}
    </>
  )
}

const ignore = () => {}
export const on: MessageIntents = {
  onReact: ignore,
  onReply: ignore,
  onEdit: ignore,
  onForward: ignore,
  onPin: ignore,
  onSave: ignore,
  onRemind: ignore,
  onVersions: ignore,
  onDelete: ignore,
  onCopyText: ignore,
  onCopyLink: ignore,
  onMarkUnread: ignore,
  onRetry: ignore,
  onEditFailed: ignore,
  onWithdraw: ignore,
  onDiscard: ignore,
  onOpenMessage: ignore,
  onOpenSource: ignore,
  onOpenPerson: ignore,
}
