import { createHash } from 'node:crypto'
import {
  concatBytes,
  decodeBase64url,
  decodeHex,
  ecdsaFromDer,
  ecdsaToDer,
  encodeHex,
} from '@keyward/codec'
import { sharedJson } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { importPrivateJwk, importPrivateKey, p256Pair } from '../keys/import.ts'
import { encodeSpki } from '../keys/spki.ts'
import { nobleBackend } from './noble.ts'

const noble = nobleBackend(() => {
  throw new Error('A deterministic signature takes no randomness.')
})

describe('RFC 6979 appendix A.2.5: P-256 with SHA-256', () => {
  const { privateKey, publicKey } = p256Pair(
    decodeHex('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721'),
  )

  test('the public key', () => {
    expect(encodeHex(encodeSpki(publicKey)).toUpperCase().slice(-128)).toBe(
      '60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6' +
        '7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299',
    )
  })

  test.each([
    [
      'sample',
      'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716',
      'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
    ],
    [
      'test',
      'F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367',
      '019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083',
    ],
  ])('message "%s", with the high s kept', async (message, r, s) => {
    const signature = await noble.sign(privateKey, Uint8Array.from(Buffer.from(message)))
    expect(encodeHex(ecdsaFromDer(signature)).toUpperCase()).toBe(r + s)
    expect(ecdsaToDer(decodeHex(r + s))).toEqual(signature)
  })
})

describe('RFC 8032 section 7.1: Ed25519', () => {
  const rows = [
    {
      seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      message: '',
      signature:
        'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
        '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    },
    {
      seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      message: '72',
      signature:
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
        '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    },
  ]
  test.each(rows)('message "$message"', async ({ seed, publicKey, message, signature }) => {
    const pair = importPrivateJwk({
      kty: 'OKP',
      crv: 'Ed25519',
      d: Buffer.from(seed, 'hex').toString('base64url'),
    })
    expect(encodeHex(encodeSpki(pair.publicKey)).slice(-64)).toBe(publicKey)
    expect(encodeHex(await noble.sign(pair.privateKey, decodeHex(message)))).toBe(signature)
  })
})

interface KeePassXcVector {
  readonly pkcs8_b64: string
  readonly x_b64u: string
  readonly y_b64u: string
  readonly get: {
    readonly authenticatorData_b64u: string
    readonly clientDataJSON_b64u: string
    readonly signature_rfc6979_b64u: string
  }
}

const vector = sharedJson('vectors/keepassxc-webauthnio.json') as KeePassXcVector | undefined
test.each(vector === undefined ? [] : [vector])(
  '[C38] data-05: PKCS#8 that KeePassXC wrote gives the same RFC 6979 signature, to the byte',
  async ({ pkcs8_b64, x_b64u, y_b64u, get }) => {
    const { privateKey, publicKey } = importPrivateKey(
      Uint8Array.from(Buffer.from(pkcs8_b64, 'base64')),
    )
    expect(publicKey).toMatchObject({ x: decodeBase64url(x_b64u), y: decodeBase64url(y_b64u) })
    const clientDataHash = createHash('sha256')
      .update(decodeBase64url(get.clientDataJSON_b64u))
      .digest()
    const message = concatBytes(decodeBase64url(get.authenticatorData_b64u), clientDataHash)
    expect(await noble.sign(privateKey, message)).toEqual(
      decodeBase64url(get.signature_rfc6979_b64u),
    )
  },
)
