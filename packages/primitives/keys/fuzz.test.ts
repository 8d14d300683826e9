import { generateKeyPairSync } from 'node:crypto'
import { decodeHex } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { PrimitivesError } from '../error.ts'
import { importPrivateKey } from './import.ts'
import { parsePrivateDer, type PrivateNumbers } from './pkcs8.ts'

const isOwnError = (error: unknown): boolean => error instanceof PrimitivesError
const runs = fuzzRuns()

const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
const ed25519 = generateKeyPairSync('ed25519').privateKey
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

const canonical = [p256, ed25519, rsa].map((key) =>
  Uint8Array.from(key.export({ format: 'der', type: 'pkcs8' })),
)
const others = [
  Uint8Array.from(p256.export({ format: 'der', type: 'sec1' })),
  Uint8Array.from(rsa.export({ format: 'der', type: 'pkcs1' })),
  decodeHex(`30250201010420${'11'.repeat(32)}`),
]

function secretOf(key: PrivateNumbers): unknown {
  if (key.kind === 'p256') return key.scalar
  return key.kind === 'ed25519' ? key.seed : key.numbers
}

describe('mutated private keys give a PrimitivesError or a key', () => {
  test('whose canonical encoding holds the same secret', () => {
    const { accepted, refused } = fuzzParser({
      name: 'private key DER',
      samples: [...canonical, ...others],
      parse(bytes) {
        const kept = parsePrivateDer(importPrivateKey(bytes).privateKey.exportPkcs8())
        expect(secretOf(kept)).toEqual(secretOf(parsePrivateDer(bytes)))
      },
      isOwnError,
      runs,
    })
    expect(accepted).toBeGreaterThan(runs / 20)
    expect(refused).toBeGreaterThan(runs / 2)
  })

  test('and the parser alone never throws anything else', () => {
    const { accepted, refused } = fuzzParser({
      name: 'private key numbers',
      samples: [...canonical, ...others],
      parse: parsePrivateDer,
      isOwnError,
      runs,
    })
    expect(accepted).toBeGreaterThan(runs / 20)
    expect(refused).toBeGreaterThan(runs / 20)
  })
})
