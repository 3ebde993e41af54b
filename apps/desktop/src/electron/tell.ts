import { type BrowserWindow, dialog } from 'electron'

/** Once a start: the person signed in, and will have to again. */
export function tellNotKept(): () => void {
  let told = false
  return () => {
    if (told) return
    told = true
    void dialog.showMessageBox({
      type: 'info',
      message: 'You will have to sign in again next time.',
      detail:
        'This system has no key store that Parley could keep your sign-in in, so it is kept until you quit. ' +
        'What you write is kept. On Linux, GNOME Keyring or KWallet is such a key store.',
    })
  }
}

/** True: the person wants to try once more. */
export async function tellBroken(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'Parley stopped several times in a row.',
    detail: 'What you wrote is on this machine and is sent when Parley runs again.',
    buttons: ['Try again', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  })
  return response === 0
}
