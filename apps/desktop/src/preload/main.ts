/** Runs sandboxed beside the page, before it. It gives the page one object and the engine's port. */
import { contextBridge, ipcRenderer } from 'electron'
import type { EnginePortMessage } from '@parley/engine'
import { appOrigin } from '../app-address.ts'
import { createBridge } from '../bridge/bridge.ts'
import { portWireName, wireName } from '../bridge/channels.ts'

if (location.origin === appOrigin && window === window.top) {
  const bridge = createBridge((channel, args) => ipcRenderer.invoke(wireName(channel), args))
  contextBridge.exposeInMainWorld('parley', bridge)

  // A MessagePort does not cross the context bridge; a message to the own window does.
  ipcRenderer.on(portWireName, ({ ports }, ticket: string) => {
    const message: EnginePortMessage = { t: 'parley.engine-port', ticket }
    window.postMessage(message, appOrigin, [...ports])
  })
}
