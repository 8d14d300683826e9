import { generateKeyPairSync } from 'node:crypto'
import { encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { importPrivateKey } from '@keyward/primitives/keys'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import type { CredentialSource } from '../authenticator/credential-source.ts'
import { WebAuthnError } from '../error.ts'
import { parseBitwardenPasskey } from './bitwarden-passkey.ts'
import { encodeCxfPasskey, parseCxfPasskey } from './cxf-passkey.ts'

const runs = fuzzRuns()

const KEYS = [
  generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey,
  // Importing RSA takes no curve arithmetic, so that many more runs fit into the same time.
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
].map((key) => importPrivateKey(Uint8Array.from(key.export({ format: 'der', type: 'pkcs8' }))))

/** The key comes late in the text, and much stands before it that can be mutated and still parse. */
const CXF = KEYS.map(({ privateKey }, i) => ({
  type: 'passkey',
  rpId: 'perch.example',
  username: 'studio@acme.example, who has a rather long name on purpose',
  userDisplayName: 'Studio, with a display name that is not short either',
  credentialId: encodeBase64url(new Uint8Array(64).fill(0xfb)),
  userHandle: 'c3R1ZGlv',
  fido2Extensions: {
    hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: 'AAAA', credWithoutUV: 'BBBB' },
  },
  keyward: {
    rpName: 'Perch',
    signCount: 10 ** i,
    backupEligible: true,
    credProtect: 1,
    createdAt: 1,
  },
  key: encodeBase64url(privateKey.exportPkcs8()),
}))

const BITWARDEN = KEYS.map(({ privateKey }, i) => ({
  credentialId: i === 0 ? '52217b91-73f1-4fea-b3f2-54a7959fd5aa' : 'b64.AQIDBAUGBwgJ',
  rpId: 'perch.example',
  rpName: 'Perch, where the birds are, with a long name on purpose',
  userHandle: 'c3R1ZGlv',
  userName: 'studio@acme.example',
  userDisplayName: 'Studio, with a display name that is not short either',
  counter: String(10 ** i),
  creationDate: '2024-06-07T14:12:36.150Z',
  keyValue: encodeBase64url(privateKey.exportPkcs8()),
}))

/** JSON.parse stands before the parser: what it refuses never gets there. */
const isOwnError = (error: unknown): boolean =>
  error instanceof WebAuthnError || error instanceof SyntaxError

const json = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString('latin1'))

/** Whatever was accepted survives Keyward's own export. */
function expectKept({ privateKey, prfSeeds, ...source }: CredentialSource): void {
  const exported = encodeCxfPasskey({
    ...source,
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(prfSeeds === undefined ? {} : { prfSeeds }),
  })
  const { privateKey: _, prfSeeds: seeds, ...again } = parseCxfPasskey(exported)
  expect(again).toEqual(source)
  expect(seeds?.reveal()).toEqual(prfSeeds?.reveal())
}

describe('mutated records give a WebAuthnError or a passkey that survives its export', () => {
  test.each([
    ['CXF passkey', parseCxfPasskey, CXF],
    ['Bitwarden passkey', parseBitwardenPasskey, BITWARDEN],
  ] as const)('%s', (name, parse, records) => {
    const { accepted, refused } = fuzzParser({
      name,
      samples: records.map((record) => encodeUtf8(JSON.stringify(record))),
      parse: (bytes) => expectKept(parse(json(bytes))),
      isOwnError,
      runs,
    })
    expect(accepted).toBeGreaterThan(runs / 20)
    expect(refused).toBeGreaterThan(runs / 20)
  })
})
