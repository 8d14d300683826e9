import { describe, expect, test } from 'vitest'
import { hostOf } from '../screens/extension/host-of.ts'
import { memoryBrowser } from './cases/memory-browser.ts'
import { keepServer, originOf, readServer } from './server-address.ts'
import { readNeverHosts, readSite, setNever } from './sites.ts'

describe('the address of the server', () => {
  test.each([
    ['keyward.acme.example', 'https://keyward.acme.example'],
    [' https://Keyward.acme.example/accounts?x#y ', 'https://keyward.acme.example'],
    ['keyward.acme.example:8443', 'https://keyward.acme.example:8443'],
    ['http://localhost:8700', 'http://localhost:8700'],
    ['http://keyward.localhost:8700/', 'http://keyward.localhost:8700'],
  ])('%s means %s', (typed, origin) => {
    expect(originOf(typed)).toBe(origin)
  })

  test.each([
    '',
    ' ',
    'http://keyward.acme.example',
    'ftp://x.example',
    'javascript:alert(1)',
    'a b',
  ])('%j is none', (typed) => {
    expect(originOf(typed)).toBeUndefined()
  })

  test('with a user or password in it is none', () => {
    expect(originOf('https://a:b@keyward.acme.example')).toBeUndefined()
  })

  test('[C53] the organisation’s word goes before the person’s', async () => {
    const browser = memoryBrowser()
    expect(await readServer(browser)).toEqual({ origin: undefined, isManaged: false })
    await keepServer(browser, 'https://own.example')
    expect(await readServer(browser)).toEqual({ origin: 'https://own.example', isManaged: false })
    await browser.storage.local.set({ 'keyward.policy': { serverUrl: 'https://acme.example/' } })
    expect(await readServer(browser)).toEqual({ origin: 'https://acme.example', isManaged: true })
  })
})

describe('sites that are left to the browser', () => {
  test('[C52] a host is put on the list and taken off again', async () => {
    const browser = memoryBrowser()
    await setNever(browser, 'b.example', true)
    await setNever(browser, 'a.example', true)
    await setNever(browser, 'a.example', true)
    expect(await readNeverHosts(browser)).toEqual({
      hosts: ['a.example', 'b.example'],
      isManaged: false,
    })
    await setNever(browser, 'a.example', false)
    expect((await readNeverHosts(browser)).hosts).toEqual(['b.example'])
  })

  test('[C53] a list of the organisation stands in place of the person’s', async () => {
    const browser = memoryBrowser({
      'keyward.never': ['own.example'],
      'keyward.policy': { neverHosts: ['bank.example', 7] },
    })
    expect(await readNeverHosts(browser)).toEqual({ hosts: ['bank.example'], isManaged: true })
  })

  test.each([
    ['https://perch.example/sign-in', { kind: 'on', host: 'perch.example' }],
    ['https://left.example/', { kind: 'off', host: 'left.example' }],
    ['https://www.left.example/', { kind: 'on', host: 'www.left.example' }],
    ['https://addons.mozilla.org/', { kind: 'restricted', host: 'addons.mozilla.org' }],
    ['chrome://settings', { kind: 'none' }],
    [undefined, { kind: 'none' }],
  ])('[C63] the page in front, %s, is told as it is', async (url, expected) => {
    const browser = memoryBrowser({ 'keyward.never': ['left.example'] })
    browser.url = url
    expect(await readSite(browser)).toEqual(expected)
  })

  test('[C53] where the organisation decides, there is no switch', async () => {
    const managed = memoryBrowser({ 'keyward.policy': { neverHosts: ['perch.example'] } })
    managed.url = 'https://perch.example/'
    expect(await readSite(managed)).toEqual({ kind: 'managed', host: 'perch.example' })
    const off = memoryBrowser({ 'keyward.policy': { passkeys: 'off' } })
    off.url = 'https://perch.example/'
    expect(await readSite(off)).toEqual({ kind: 'switched-off' })
  })

  test('a host is read from what people type', () => {
    expect(hostOf(' Bank.example ')).toBe('bank.example')
    expect(hostOf('https://bank.example/')).toBe('bank.example')
    for (const typed of ['', 'bank.example/login', 'https://bank.example:8443', 'a@bank.example'])
      expect(hostOf(typed), typed).toBeUndefined()
  })
})
