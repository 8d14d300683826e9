import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { makeOpaqueSetup } from './opaque-setup.ts'
import { encodeSecrets, makeSecrets, parseSecrets, withNewSetupCode } from './server-secrets.ts'

const random = (length: number) => new Uint8Array(randomBytes(length))

describe('the text of a secrets file', () => {
  test('gives back what was kept', async () => {
    const secrets = await makeSecrets(1_700_000_000_000, random)
    const again = await parseSecrets(encodeSecrets(secrets))
    expect(again?.madeAt).toBe(1_700_000_000_000)
    expect(again?.opaqueSetup).toBe(secrets.opaqueSetup)
    expect(again?.setupCode).toBe(secrets.setupCode)
    expect(again?.publicKey).toBe(secrets.publicKey)
  })

  test('with any character changed, left out or doubled is refused', async () => {
    const text = encodeSecrets(await makeSecrets(1, random))
    for (let at = 0; at < text.length; at += 1) {
      const [before, character, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)]
      // Space between the members carries nothing.
      if (/\s/.test(character)) continue
      const changed = character === 'A' ? 'B' : 'A'
      expect(await parseSecrets(before + changed + after), `changed at ${at}`).toBeUndefined()
      expect(await parseSecrets(before + after), `cut at ${at}`).toBeUndefined()
      expect(await parseSecrets(before), `ends at ${at}`).toBeUndefined()
    }
  })

  test('of another form, version or setup is refused', async () => {
    const file = JSON.parse(encodeSecrets(await makeSecrets(1, random))) as object
    const wrong = [
      [],
      null,
      {},
      { ...file, version: 2 },
      { ...file, more: 1 },
      { ...file, madeAt: -1 },
      { ...file, opaqueSetup: await makeOpaqueSetup() },
    ]
    for (const each of wrong) expect(await parseSecrets(JSON.stringify(each))).toBeUndefined()
    expect(await parseSecrets(JSON.stringify(file))).toBeDefined()
  })
})

describe('server secrets', () => {
  test('print in no way', async () => {
    const secrets = await makeSecrets(1, random)
    const shown = [
      JSON.stringify({ secrets }),
      inspect(secrets, { showHidden: true }),
      `${secrets}`,
    ]
    for (const text of shown) {
      expect(text).not.toContain(secrets.opaqueSetup)
      expect(text).not.toContain(secrets.setupCode)
    }
  })

  test('a setup code is four groups of five, and a new one changes nothing else', async () => {
    const secrets = await makeSecrets(1, random)
    const renewed = withNewSetupCode(secrets, random)
    expect(secrets.setupCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(renewed.setupCode).not.toBe(secrets.setupCode)
    expect(renewed.opaqueSetup).toBe(secrets.opaqueSetup)
    expect(renewed.publicKey).toBe(secrets.publicKey)
  })
})
