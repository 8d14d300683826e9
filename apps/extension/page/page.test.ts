import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openPage, pageScript } from './cases/page-world.ts'

const AVAILABLE = { end: 'available' } as const

describe('the page script', () => {
  test('is under 15 kB', async () => {
    expect((await pageScript()).length).toBeLessThan(15_000)
  })

  test('has at most 370 lines of source, without comments', () => {
    const folder = new URL('./', import.meta.url)
    const files = readdirSync(folder).filter((name) => /^[^.]+\.ts$/.test(name))
    const lines = files.flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'))
    const code = lines.filter((line) => !/^\s*(?:\/\/|\/\*|\*|$)/.test(line))
    expect(code.length).toBeLessThanOrEqual(370)
  })

  test('[C57] leaves no name behind, and functions that look like those of the browser', async () => {
    const page = await openPage({ content: 'none' })
    const names = page.run('Object.getOwnPropertyNames(globalThis).join()') as string
    expect(names).not.toMatch(/keyward|realm|port$/i)
    const text = 'Function.prototype.toString.call(navigator.credentials.get)'
    expect(page.run(text)).toBe('function () { [native code] }')
    expect(page.run('navigator.credentials.get.name')).toBe('get')
    expect(page.run('navigator.credentials.get.length')).toBe(1)
  })

  test('[C59] leaves every property as replaceable as it was', async () => {
    const page = await openPage()
    const flags = `JSON.stringify(Object.getOwnPropertyDescriptor(CredentialsContainer.prototype, 'get'))`
    expect(JSON.parse(page.run(flags) as string)).toEqual({
      configurable: true,
      enumerable: false,
      writable: true,
    })
    page.run(`navigator.credentials.get = () => 'theirs'`)
    expect(page.run('navigator.credentials.get()')).toBe('theirs')
  })
})

describe('what sites ask before they offer passkeys', () => {
  const ask = (name: string): string => `PublicKeyCredential.${name}()`

  test.each(['isUserVerifyingPlatformAuthenticatorAvailable', 'isConditionalMediationAvailable'])(
    '[C60] %s is true with Keyward, and as the browser says without',
    async (name) => {
      const page = await openPage({ answer: () => AVAILABLE })
      expect(await page.run(ask(name))).toBe(true)
      const without = await openPage({ answer: () => ({ end: 'browser' }) })
      expect(await without.run(ask(name))).toBe(false)
    },
  )

  test("[C60] capabilities are the browser's and ours, none taken away", async () => {
    const page = await openPage({ answer: () => AVAILABLE })
    expect({ ...((await page.run(ask('getClientCapabilities'))) as object) }).toEqual({
      conditionalCreate: true,
      conditionalGet: true,
      passkeyPlatformAuthenticator: true,
      relatedOrigins: true,
      userVerifyingPlatformAuthenticator: true,
    })
    const without = await openPage({ answer: () => ({ end: 'browser' }) })
    expect({ ...((await without.run(ask('getClientCapabilities'))) as object) }).toEqual({
      conditionalCreate: true,
      conditionalGet: false,
    })
  })

  test('[C56] what the browser has not got is not added', async () => {
    const page = await openPage()
    expect(page.run('PublicKeyCredential.signalCurrentUserDetails')).toBe(undefined)
  })
})

describe('signals', () => {
  test('go to the browser first, then to Keyward', async () => {
    const page = await openPage({ answer: () => ({ end: 'browser' }) })
    await page.run(
      `PublicKeyCredential.signalUnknownCredential({ rpId: 'a.test', credentialId: 'AQ', other: 1 })`,
    )
    await page.until(1)
    expect(page.told[0]).toMatchObject({
      call: 'signal',
      method: 'signalUnknownCredential',
      options: '{"credentialId":"AQ","rpId":"a.test"}',
    })
  })

  test('that the browser refuses are refused, and not heard', async () => {
    const page = await openPage()
    page.run(`natives.push = () => { throw new TypeError('theirs') }`)
    const call = 'PublicKeyCredential.signalUnknownCredential({})'
    await expect(page.run(call)).rejects.toThrow('theirs')
    expect(page.told).toEqual([])
  })
})
