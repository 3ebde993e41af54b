import type { RoomScript } from '../script.ts'

/** The busy contract room: code, quotes, mentions, reactions, an edit, a deleted message. */
export const brandSite: RoomScript = {
  key: 'brand-site',
  kind: 'contract',
  title: 'Brand site redesign',
  topic: 'Weekly draft on Tuesdays',
  opened: [9, '09:02'],
  owner: 'alice',
  members: ['bob', 'mei', 'ines'],
  favouriteOf: ['alice', 'bob'],
  unread: { alice: 2 },
  lines: [
    {
      when: [9, '09:04'],
      by: 'alice',
      say: 'Welcome, everyone. Bob leads the design, Mei builds it, Ines writes. I pay and nod.',
    },
    {
      when: [9, '09:06'],
      by: 'bob',
      say: 'And asks the hard questions 🙂',
      react: { '😄': ['alice', 'mei'] },
    },
    {
      when: [9, '09:15'],
      by: 'mei',
      say: 'Repository is up. Main deploys to the preview address on every push.',
    },
    {
      when: [8, '14:20'],
      by: 'ines',
      say: 'First headlines are in the shared document. Tell me which ones make you wince.',
    },
    {
      when: [8, '14:41'],
      by: 'alice',
      say: 'None wince. The third one smiles.',
      react: { '🎉': ['ines'] },
    },
    {
      when: [7, '10:02'],
      by: 'bob',
      say: 'Draft one: https://example.org/draft-1\nDesktop only so far, be kind to the footer.',
    },
    { when: [7, '10:30'], by: 'alice', say: 'The footer and I have agreed not to speak of it.' },
    {
      when: [4, '16:12'],
      by: 'mei',
      as: 'lcp',
      say: 'The hero image was 3.1 MB. It is 180 kB now and nobody noticed, which is the point.',
    },
    {
      when: [4, '16:14'],
      by: 'bob',
      replyTo: 'lcp',
      say: 'I noticed. It is **better**.',
      react: { '❤️': ['mei'] },
    },
    { when: [2, '11:00'], by: 'ines', as: 'oops', say: 'Wrong room, sorry' },
    { when: [2, '11:01'], by: 'ines', remove: 'oops' },
    {
      when: [1, '09:12'],
      by: 'bob',
      as: 'scale',
      say: 'Morning! The type scale is settled. I kept `--step-0` at 16 px and let the rest follow a 1.2 ratio:\n```css\n:root {\n  --step-0: 1rem;\n  --step-1: 1.2rem;\n  --step-2: 1.44rem;\n}\n```',
    },
    {
      when: [1, '09:13'],
      by: 'bob',
      as: 'holds',
      say: 'It holds from phone to 4K without a media query.',
      react: { '👏': ['alice', 'mei'], '🚀': ['ines'] },
    },
    {
      when: [1, '09:20'],
      by: 'alice',
      as: 'lovely',
      replyTo: 'holds',
      say: 'Lovely. @mei can you check it against the **German** copy? Those headlines run long.',
    },
    {
      when: [1, '09:26'],
      by: 'mei',
      say: 'On it. “Datenschutzgrundverordnung” is my favourite stress test.',
    },
    {
      when: [1, '15:40'],
      by: 'mei',
      as: 'german',
      say: 'German holds down to 320 px. I had to allow hyphenation in one place:\n> hyphens: auto, on the hero only',
    },
    { when: [1, '15:43'], by: 'alice', say: 'Then that is done. Thank you both.' },
    {
      when: 190,
      by: 'ines',
      as: 'pricing',
      say: 'Pricing block: I need the real numbers by thursday, or it stays “from a fair price”.',
    },
    {
      when: 188,
      by: 'ines',
      edit: 'pricing',
      say: 'Pricing block: I need the real numbers by Thursday, or it stays “from a fair price”.',
    },
    {
      when: 61,
      by: 'bob',
      say: 'I pushed the second draft of the landing page. Screens for tablet follow tonight.',
    },
    {
      when: 58,
      by: 'bob',
      say: '@alice one decision for you: does the photo of the workshop stay above the fold?',
    },
  ],
}
