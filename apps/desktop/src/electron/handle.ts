import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { channels, wireName } from '../bridge/channels.ts'
import { type Handlers, receive, type Sender } from '../bridge/receive.ts'

/** The only place that hears the page: every channel through `receive`, which checks who speaks and what is said. */
export function handleAll(handlers: Handlers, ours: () => WebContents | null): void {
  for (const channel of channels) {
    ipcMain.handle(wireName(channel), (event, args: unknown) =>
      receive(handlers, channel, { sender: senderOf(event, ours()), args }),
    )
  }
}

function senderOf({ senderFrame, sender }: IpcMainInvokeEvent, ours: WebContents | null): Sender {
  if (!senderFrame) return null
  return { url: senderFrame.url, isTop: senderFrame.parent === null, isOurWindow: sender === ours }
}
