import { expect, test } from 'vitest'
import { externalAddress } from './external.ts'

test.each([
  ['https://example.org', 'https://example.org/'],
  ['HTTP://Example.ORG/a?b#c', 'http://example.org/a?b#c'],
  ['mailto:alice@example.org?subject=hi', 'mailto:alice@example.org?subject=hi'],
  ['https:\\\\example.org\\a', 'https://example.org/a'],
])('%s opens as %s', (text, opened) => {
  expect(externalAddress(text)).toBe(opened)
})

const schemes =
  `about acrobat afp app blob bolt calculator callto chrome chrome-extension cmd com-gitlab custom data devtools dict dns
  entrust excel facetime feed file filesystem ftp ftps gopher hcp help imap intent irc itms itms-services jar javascript ldap
  magnet market mk ms-appinstaller ms-cxh ms-excel ms-msdt ms-officecmd ms-search ms-settings ms-word mshelp nfs news nntp onenote
  parley powershell res resource rlogin search search-ms shell sip skype sms smb ssh steam tel telnet tn3270 vbscript view-source
  vscode webcal wss ws x-apple-helpbasic xmpp zoommtg`.split(/\s+/)

test.each(schemes)('%s: is never opened', (scheme) => {
  for (const rest of ['//example.org/a', '/a', 'alert(1)', '//%0d%0ahttps://example.org'])
    expect(externalAddress(`${scheme}:${rest}`)).toBeNull()
})

test.each([
  '',
  'example.org',
  '//example.org',
  '\\\\server\\share',
  'C:\\Windows\\calc.exe',
  '/etc/passwd',
  ' https://example.org',
  'https://example.org\n',
  'java\tscript:alert(1)',
  'https://exa\u0000mple.org',
  'https://bank.example@evil.example/',
  'https://user:pass@example.org/',
  'https://',
  'https://[::1',
  'mailto:a@b.c?attach=/etc/passwd',
  'mailto:a@b.c?subject=x&Attachment=C:\\x',
  `https://example.org/${'a'.repeat(2_000)}`,
  `https://example.org/${'ü'.repeat(900)}`,
])('%j is never opened', (text) => {
  expect(externalAddress(text)).toBeNull()
})
