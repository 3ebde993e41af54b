import { expect, test } from 'vitest'
import { mayLoad, mayUse } from './policy.ts'

const all =
  `ar automatic-fullscreen background-fetch background-sync captured-surface-control clipboard-read
  deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation geolocation-approximate hand-tracking hid
  idle-detection keyboardLock local-fonts local-network local-network-access loopback-network media mediaKeySystem midi midiSysex
  nfc notifications openExternal payment-handler periodic-background-sync persistent-storage pointerLock screen-wake-lock sensors
  serial smart-card speaker-selection storage-access system-wake-lock top-level-storage-access usb vr web-app-installation
  web-printing window-management unknown not-invented-yet`.split(/\s+/)

test.each(all)('%s is denied to everyone', (permission) => {
  expect(mayUse(permission, 'app://parley')).toBe(false)
})

test('text may be copied by our own page', () => {
  expect(mayUse('clipboard-sanitized-write', 'app://parley')).toBe(true)
  expect(mayUse('clipboard-sanitized-write', 'app://parley/')).toBe(true)
})

test.each(['', 'null', 'https://example.org', 'app://parley.evil', 'file://'])(
  '%j may use nothing',
  (origin) => expect(mayUse('clipboard-sanitized-write', origin)).toBe(false),
)

test('the window loads its own files and nothing else', () => {
  for (const address of ['app://parley/a.js', 'blob:app://parley/1', 'data:image/png;base64,AA=='])
    expect(mayLoad(address, false)).toBe(true)
  for (const address of [
    'https://example.org/',
    'http://localhost/',
    'ws://localhost/',
    'file:///etc/passwd',
    'blob:null/1',
  ])
    expect(mayLoad(address, true)).toBe(false)
})

test('developer tools load only while developing', () => {
  expect(mayLoad('devtools://devtools/bundled/inspector.html', true)).toBe(true)
  expect(mayLoad('devtools://devtools/bundled/inspector.html', false)).toBe(false)
})
