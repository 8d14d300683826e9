import { createHash, createPublicKey, verify } from 'node:crypto'
import { concatBytes, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { encodeSpki, type PrivateKey } from '@keyward/primitives/keys'
import { nobleBackend } from '@keyward/primitives/signature/noble'
import { sharedJson } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import type { CredentialSource } from '../authenticator/credential-source.ts'
import { parseAttestationObject } from '../data/attestation-object.ts'
import { parseAuthenticatorData } from '../data/authenticator-data.ts'
import { parseClientData } from '../data/client-data.ts'
import { parseCoseKey } from '../data/cose-key.ts'
import { parseCxfPasskey } from './cxf-passkey.ts'

interface Vector {
  readonly rpId: string
  readonly credentialId_b64u: string
  readonly pkcs8_b64: string
  readonly create: { readonly attestationObject_b64u: string }
  readonly get: {
    readonly authenticatorData_b64u: string
    readonly clientDataJSON_b64u: string
    readonly signature_rfc6979_b64u: string
  }
}

const noble = nobleBackend(() => new Uint8Array())

function passkey(rpId: string, credentialId: string, key: Uint8Array): CredentialSource {
  return parseCxfPasskey({
    type: 'passkey',
    credentialId,
    rpId,
    userHandle: 'AQ',
    key: encodeBase64url(key),
  })
}

function keyOf({ privateKey }: CredentialSource): PrivateKey {
  if (privateKey === undefined) throw new Error('The passkey came without its key.')
  return privateKey
}

describe('data-05: a passkey from a PEM file', () => {
  test('the key of RFC 6979 appendix A.2.5 signs "sample" as printed there', async () => {
    // The base64 between the lines of a PEM file is the DER of the key.
    const pem =
      'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgya+p2EW6dRZrXCFX' +
      'Z7HWk05Qw9s26JsSe4piKxIPZyGhRANCAARg/tS6JVqdMclh63TGNW1owEm4kjth' +
      '+mzmaWIuYPKftnkD/hAIuLyZpBrp6VYovGTy8bIMLX6fUXejwpTURiKZ'
    const source = passkey('perch.example', 'AQ', Uint8Array.from(Buffer.from(pem, 'base64')))
    const signature = await noble.sign(keyOf(source), Uint8Array.from(Buffer.from('sample')))
    expect(Buffer.from(signature).toString('hex').toUpperCase()).toBe(
      '3046' +
        '022100EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716' +
        '022100F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
    )
  })

  const vector = sharedJson('vectors/keepassxc-webauthnio.json') as Vector | undefined
  test.each(vector === undefined ? [] : [vector])(
    'of KeePassXC: fits its registration, and signs its sign-in to the byte',
    async ({ rpId, credentialId_b64u, pkcs8_b64, create, get }) => {
      const key = Uint8Array.from(Buffer.from(pkcs8_b64, 'base64'))
      const source = passkey(rpId, credentialId_b64u, key)
      const { authenticatorData } = parseAttestationObject(
        decodeBase64url(create.attestationObject_b64u),
      )
      const { attestedCredentialData: attested } = parseAuthenticatorData(authenticatorData)
      expect(attested?.credentialId).toEqual(source.id)
      expect(attested?.credentialPublicKey).toEqual(source.publicKey)

      const clientData = decodeBase64url(get.clientDataJSON_b64u)
      expect(parseClientData(clientData).origin).toBe(`https://${rpId}`)
      const hash = createHash('sha256').update(clientData).digest()
      const message = concatBytes(decodeBase64url(get.authenticatorData_b64u), hash)
      const signature = await noble.sign(keyOf(source), message)
      expect(encodeBase64url(signature)).toBe(get.signature_rfc6979_b64u)
      const spki = Buffer.from(encodeSpki(parseCoseKey(source.publicKey)))
      const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
      expect(verify('sha256', message, publicKey, signature)).toBe(true)
    },
  )
})
