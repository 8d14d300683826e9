import { createPublicKey, randomFillSync, verify, webcrypto } from 'node:crypto'
import { ecdsaFromDer, ecdsaToDer } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { PrimitivesError } from '../error.ts'
import { EDDSA, ES256, type PublicKey, RS256, type SignatureAlgorithm } from '../keys/algorithm.ts'
import { importPrivateKey } from '../keys/import.ts'
import { encodeSpki } from '../keys/spki.ts'
import type { SigningBackend } from '../signature.ts'
import { nobleBackend } from './noble.ts'
import { nodeBackend } from './node.ts'
import { webCryptoBackend } from './webcrypto.ts'

const random = (length: number): Uint8Array => randomFillSync(new Uint8Array(length))
const MESSAGE = random(69)

const BACKENDS: readonly {
  name: string
  make: () => SigningBackend
  algorithms: readonly number[]
}[] = [
  { name: 'node', make: nodeBackend, algorithms: [ES256, EDDSA, RS256] },
  {
    name: 'webcrypto',
    make: () => webCryptoBackend(webcrypto.subtle),
    algorithms: [ES256, EDDSA, RS256],
  },
  { name: 'noble', make: () => nobleBackend(random), algorithms: [ES256, EDDSA] },
]

const PAIRS = BACKENDS.flatMap(({ name, make, algorithms }) =>
  (algorithms as SignatureAlgorithm[]).map((algorithm) => ({ name, make, algorithm })),
)

/** Judged by OpenSSL, which is told nothing but the SPKI. ES256 is read as DER. */
function isValid(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  const spki = createPublicKey({ key: Buffer.from(encodeSpki(key)), format: 'der', type: 'spki' })
  return verify(key.algorithm === EDDSA ? null : 'sha256', message, spki, signature)
}

function sizesOf(key: PublicKey): Record<string, number> {
  return Object.fromEntries(
    Object.entries(key).flatMap(([name, part]) =>
      part instanceof Uint8Array ? [[name, part.length]] : [],
    ),
  )
}

const SIZES = {
  [ES256]: { x: 32, y: 32 },
  [EDDSA]: { x: 32 },
  [RS256]: { n: 256, e: 3 },
} as const

const SIGNATURE_SIZE = { [EDDSA]: 64, [RS256]: 256 } as const

describe.each(BACKENDS)('$name', ({ make, algorithms }) => {
  test('names its algorithms', () => {
    expect([...make().algorithms].toSorted()).toEqual([...algorithms].toSorted())
  })
})

describe.each(PAIRS)('$name, algorithm $algorithm', ({ make, algorithm }) => {
  test('a new key has public numbers of the right sizes, and is never made twice', async () => {
    const backend = make()
    const first = await backend.generate(algorithm)
    const second = await backend.generate(algorithm)
    expect(first.publicKey.algorithm).toBe(algorithm)
    expect(first.privateKey.algorithm).toBe(algorithm)
    expect(sizesOf(first.publicKey)).toEqual(SIZES[algorithm])
    expect(first.publicKey).not.toEqual(second.publicKey)
    expect(first.privateKey.exportPkcs8()).not.toEqual(second.privateKey.exportPkcs8())
  })

  test('a new key is kept in the canonical form, and its public key is that of an import', async () => {
    const { privateKey, publicKey } = await make().generate(algorithm)
    const imported = importPrivateKey(privateKey.exportPkcs8())
    expect(imported.privateKey.exportPkcs8()).toEqual(privateKey.exportPkcs8())
    expect(imported.publicKey).toEqual(publicKey)
  })

  test('signatures verify, also the second one with the same, kept key', async () => {
    const backend = make()
    const { privateKey, publicKey } = await backend.generate(algorithm)
    for (const message of [MESSAGE, random(200), new Uint8Array()]) {
      const signature = await backend.sign(privateKey, message)
      expect(isValid(publicKey, message, signature)).toBe(true)
      expect(isValid(publicKey, random(69), signature)).toBe(false)
      expect(Object.getPrototypeOf(signature)).toBe(Uint8Array.prototype)
    }
  })

  test('a key that was imported signs as well', async () => {
    const { privateKey, publicKey } = await make().generate(algorithm)
    const imported = importPrivateKey(privateKey.exportPkcs8()).privateKey
    const backend = make()
    expect(isValid(publicKey, MESSAGE, await backend.sign(imported, MESSAGE))).toBe(true)
    expect(isValid(publicKey, MESSAGE, await backend.sign(imported, MESSAGE))).toBe(true)
  })

  test('a key of this backend signs in every other that has the algorithm', async () => {
    const { privateKey, publicKey } = await make().generate(algorithm)
    const others = PAIRS.filter((other) => other.algorithm === algorithm)
    expect(others.length).toBeGreaterThan(1)
    for (const other of others) {
      const signature = await other.make().sign(privateKey, MESSAGE)
      expect(isValid(publicKey, MESSAGE, signature)).toBe(true)
    }
  })

  test('100 signatures at once', async () => {
    const backend = make()
    const { privateKey, publicKey } = await make().generate(algorithm)
    const messages = Array.from({ length: 100 }, (_, i) => Uint8Array.of(i))
    const signatures = await Promise.all(
      messages.map((message) => backend.sign(privateKey, message)),
    )
    expect(
      signatures.filter((signature, i) => isValid(publicKey, Uint8Array.of(i), signature)),
    ).toHaveLength(100)
  })
})

describe('the forms of signatures (WebAuthn section 6.5.5)', () => {
  test.each(PAIRS.filter(({ algorithm }) => algorithm === ES256))(
    '$name: ES256 is strict DER',
    async ({ make }) => {
      const backend = make()
      const { privateKey } = await backend.generate(ES256)
      for (let i = 0; i < 40; i += 1) {
        const signature = await backend.sign(privateKey, Uint8Array.of(i))
        expect(ecdsaToDer(ecdsaFromDer(signature))).toEqual(signature)
      }
    },
  )

  test.each(PAIRS.filter(({ algorithm }) => algorithm !== ES256))(
    '$name: algorithm $algorithm has one length',
    async ({ make, algorithm }) => {
      const backend = make()
      const { privateKey } = await backend.generate(algorithm)
      const expected = SIGNATURE_SIZE[algorithm as typeof EDDSA | typeof RS256]
      expect(await backend.sign(privateKey, MESSAGE)).toHaveLength(expected)
    },
  )
})

describe('what a backend does not have is refused', () => {
  const unsupported = expect.objectContaining({ code: 'signature.unsupported' })

  test('noble has no RS256', async () => {
    const noble = nobleBackend(random)
    const { privateKey } = await nodeBackend().generate(RS256)
    expect(() => noble.generate(RS256)).toThrow(PrimitivesError)
    expect(() => noble.generate(RS256)).toThrow(unsupported)
    expect(() => noble.sign(privateKey, MESSAGE)).toThrow(unsupported)
  })

  test('WebCrypto without Ed25519 says so', async () => {
    const old = webCryptoBackend(webcrypto.subtle, [ES256, RS256])
    const { privateKey } = await nodeBackend().generate(EDDSA)
    expect(old.algorithms).toEqual([ES256, RS256])
    await expect(old.generate(EDDSA)).rejects.toThrow(unsupported)
    await expect(old.sign(privateKey, MESSAGE)).rejects.toThrow(unsupported)
  })
})

test('WebCrypto imports a key once, however many signatures start at once', async () => {
  let imports = 0
  const { subtle } = webcrypto
  const counting = webCryptoBackend({
    generateKey: (...given) => subtle.generateKey(...given),
    exportKey: (...given) => subtle.exportKey(...given),
    sign: (...given) => subtle.sign(...given),
    importKey(...given) {
      imports += 1
      return subtle.importKey(...given)
    },
  })
  const { privateKey, publicKey } = await nodeBackend().generate(ES256)
  const signatures = await Promise.all(
    Array.from({ length: 100 }, () => counting.sign(privateKey, MESSAGE)),
  )
  expect(signatures.every((signature) => isValid(publicKey, MESSAGE, signature))).toBe(true)
  expect(imports).toBe(1)
})
