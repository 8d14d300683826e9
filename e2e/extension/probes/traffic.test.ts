import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { keyBytesIn, privateNumberOf, spellingsOf } from './traffic.ts'

const number = new Uint8Array(randomBytes(32))
const secrets = { number }

describe('[C39] the scan for keys', () => {
  test.each(Object.keys(spellingsOf(number)))('finds bytes as %s', (way) => {
    for (const needle of spellingsOf(number)[way] ?? [])
      expect(keyBytesIn([`{"a":"x${needle}x"}`], secrets)).toContain(`number as ${way}`)
  })

  test('finds them amid other bytes, wherever they stand', () => {
    for (let before = 0; before < 7; before += 1)
      for (const way of ['hex', 'base64', 'base64url'] as const) {
        const text = Buffer.concat([randomBytes(before), number, randomBytes(5)]).toString(way)
        expect(keyBytesIn([text.toUpperCase(), text], secrets)).toContain(`number as ${way}`)
      }
  })

  test.each(['ES256', 'EdDSA'])('finds a whole key of %s without knowing it', (algorithm) => {
    const { privateKey } =
      algorithm === 'ES256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('ed25519')
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
    const { d } = privateKey.export({ format: 'jwk' })
    expect(Buffer.from(privateNumberOf(pkcs8)).toString('base64url')).toBe(d)
    expect(keyBytesIn([pkcs8.toString('base64url')], {})).toHaveLength(1)
    expect(keyBytesIn([pkcs8.toString('hex')], {})).toHaveLength(1)
  })

  test('finds nothing in other bytes', () => {
    const text = randomBytes(4096)
    expect(keyBytesIn([text.toString('hex'), text.toString('base64')], secrets)).toEqual([])
  })
})
