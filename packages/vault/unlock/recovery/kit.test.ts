import { decodeHex, encodeHex } from '@keyward/codec'
import fc from 'fast-check'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../cases/seeded-random.ts'
import { decodeCrockford, encodeCrockford } from '../crockford.ts'
import { kitFromCode, kitToCode } from './code.ts'
import { kitSecret, kitSignInKey, makeRecoveryKit, RecoveryKit } from './kit.ts'
import { kitFromWords, kitToWords } from './words.ts'

const kit = makeRecoveryKit(seededRandom('kit'))
const hex = (of: RecoveryKit): string => encodeHex(of.exportBytes())
const malformed = expect.objectContaining({ rule: 'kit.malformed' })
const checksum = expect.objectContaining({ rule: 'kit.checksum' })

/** Test vectors of BIP-39 with 256 bits (github.com/trezor/python-mnemonic, vectors.json). */
const BIP39 = [
  ['00'.repeat(32), `${'abandon '.repeat(23)}art`],
  ['ff'.repeat(32), `${'zoo '.repeat(23)}vote`],
  [
    '7f'.repeat(32),
    `${'legal winner thank year wave sausage worth useful '.repeat(2)}legal winner thank year wave sausage worth title`,
  ],
] as const

describe('a recovery kit as words', () => {
  test('is BIP-39 to the word', () => {
    for (const [entropy, words] of BIP39)
      expect(kitToWords(new RecoveryKit(decodeHex(entropy)))).toBe(words)
  })

  test('comes back, in any case and with any space between', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const words = kitToWords(new RecoveryKit(bytes))
        expect(hex(kitFromWords(words))).toBe(encodeHex(bytes))
        expect(hex(kitFromWords(`\n ${words.toUpperCase().replaceAll(' ', '\n\t')} `))).toBe(
          encodeHex(bytes),
        )
      }),
      { numRuns: 50 },
    )
  })

  test('names the place of a word that is not of the list, and never the word', () => {
    const words = kitToWords(kit).split(' ')
    words[4] = 'secretword'
    expect(() => kitFromWords(words.join(' '))).toThrow(/^Word 5 is not of the list\.$/)
    for (const text of ['', 'abandon', kitToWords(kit).split(' ').slice(1).join(' ')])
      expect(() => kitFromWords(text)).toThrow(malformed)
  })

  test('with two words swapped or one changed has a wrong checksum', () => {
    const [entropy, words] = BIP39[0]
    expect(() => kitFromWords(words.replace('art', 'able'))).toThrow(checksum)
    expect(() => kitFromWords(`art ${'abandon '.repeat(23)}`)).toThrow(checksum)
    expect(hex(kitFromWords(words))).toBe(entropy)
  })
})

describe('a recovery kit as QR code', () => {
  test('is a versioned text in the alphanumeric set of QR codes', () => {
    expect(kitToCode(kit)).toMatch(/^KEYWARD-KIT-1:[0-9A-HJKMNP-TV-Z]{56}$/)
  })

  test('comes back as scanned, and as people type it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const code = kitToCode(new RecoveryKit(bytes))
        const typed = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
        const typedCode = `keyward-kit-1:${typed.slice(14).replaceAll(/(.{4})/g, '$1-')}`
        for (const text of [code, ` ${code}\n`, typedCode])
          expect(hex(kitFromCode(text))).toBe(encodeHex(bytes))
      }),
      { numRuns: 50 },
    )
  })

  test('with any one character changed is refused', () => {
    const code = kitToCode(kit)
    for (let at = 14; at < code.length; at += 1) {
      const other = code[at] === 'Z' ? 'Y' : 'Z'
      expect(() => kitFromCode(code.slice(0, at) + other + code.slice(at + 1))).toThrow(checksum)
    }
  })

  test('of another kind, version or length is refused', () => {
    const code = kitToCode(kit)
    for (const text of [
      '',
      code.slice(14),
      code.replace('KIT-1', 'KIT-2'),
      code.slice(0, -8),
      `${code}00000000`,
      code.replace(/.$/, 'U'),
    ])
      expect(() => kitFromCode(text)).toThrow(malformed)
  })

  test('is written in Crockford’s base32', () => {
    expect(encodeCrockford(decodeHex('00443214c74254b635cf84653a56d7c675be77df'))).toBe(
      '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
    )
    expect(decodeCrockford('0123')).toBeUndefined()
  })
})

describe('a recovery kit', () => {
  test('gives a secret and a sign-in key of which neither is the kit nor the other', () => {
    const texts = [
      hex(kit),
      encodeHex(kitSignInKey(kit).exportSeed()),
      encodeHex(kitSignInKey(kit).publicKey),
    ]
    expect(new Set(texts).size).toBe(3)
    expect(kitSecret(kit).method).toBe('kit')
    expect(kitSignInKey(kitFromWords(kitToWords(kit))).publicKey).toEqual(
      kitSignInKey(kit).publicKey,
    )
  })

  test('has 256 bits', () => {
    for (const length of [16, 31, 33])
      expect(() => new RecoveryKit(new Uint8Array(length))).toThrow(malformed)
  })

  test('prints nothing of itself', () => {
    const shown = [JSON.stringify({ kit }), String(kit), inspect({ kit }, { showHidden: true })]
    for (const text of shown) {
      expect(text).toContain('[recovery kit]')
      expect(text).not.toContain(hex(kit).slice(0, 8))
    }
  })
})
