import { type CborKey, type CborValue, decodeBase64url, encodeCbor } from '@keyward/codec'
import { PrfSeeds } from '@keyward/webauthn/authenticator'
import { encodeHistory, parseHistory } from './history.ts'
import { malformed, Members, withMembers } from './members.ts'
import { credentialKey } from './passkey.ts'
import { type Readable, readVersion1, type Unreadable } from './readable.ts'
import { encodeRegister, encodeSet, parseSet, parseTextRegister } from './registers.ts'
import { Secret } from './secret.ts'
import type { Register, Rest } from './stamped.ts'
import type { PasskeySecrets, Secrets } from './types.ts'

/** Encodes the secrets, format version 1, in canonical CBOR, in the clear: seal them. */
export function encodeSecrets(secrets: Secrets): Uint8Array {
  return encodeCbor(
    withMembers(secrets.rest, {
      v: 1,
      password: encodeSecretRegister(secrets.password),
      oneTimeCodeSeed: encodeSecretRegister(secrets.oneTimeCodeSeed),
      notes: encodeSecretRegister(secrets.notes),
      hosts: encodeSet(secrets.hosts),
      passkeys: new Map<CborKey, CborValue>(
        [...secrets.passkeys].map(([key, passkey]) => [
          decodeBase64url(key),
          encodePasskeySecrets(passkey),
        ]),
      ),
      history: encodeHistory(secrets.history),
    }),
  )
}

/** Reads the secrets. As `parseProfile`: unknown members survive, and it never throws. */
export function parseSecrets(bytes: Uint8Array): Readable<Secrets> | Unreadable {
  return readVersion1(bytes, 'content', (members) => ({
    password: parseSecretRegister(members.take('password')),
    oneTimeCodeSeed: parseSecretRegister(members.take('oneTimeCodeSeed')),
    notes: parseSecretRegister(members.take('notes')),
    hosts: parseSet(members.map('hosts')),
    passkeys: parsePasskeySecrets(members.map('passkeys')),
    history: parseHistory(members.list('history'), (text) => new Secret(text)),
    rest: members.rest(),
  }))
}

function encodeSecretRegister(register: Register<Secret<string>>): CborValue | undefined {
  return encodeRegister({ ...register, value: register.value.reveal() })
}

function parseSecretRegister(value: CborValue | undefined): Register<Secret<string>> {
  const register = parseTextRegister(value)
  return { ...register, value: new Secret(register.value) }
}

/** The stored form of one passkey's secrets. */
export function encodePasskeySecrets(passkey: PasskeySecrets): CborValue {
  const seeds = passkey.prfSeeds?.reveal()
  return withMembers(passkey.rest, {
    privateKey: passkey.privateKey?.reveal(),
    prfSeeds: seeds === undefined ? undefined : [seeds.withVerification, seeds.withoutVerification],
    signCount: passkey.signCount === 0 ? undefined : passkey.signCount,
  })
}

function parsePasskeySecrets(map: Rest): Map<string, PasskeySecrets> {
  const passkeys = new Map<string, PasskeySecrets>()
  for (const [id, value] of map) {
    const members = new Members(value)
    const privateKey = members.take('privateKey')
    const prfSeeds = parseSeeds(members.take('prfSeeds'))
    if (privateKey !== undefined && !(privateKey instanceof Uint8Array))
      throw malformed('a private key is no byte string')
    passkeys.set(credentialKey(id), {
      ...(privateKey === undefined ? {} : { privateKey: new Secret(privateKey) }),
      ...(prfSeeds === undefined ? {} : { prfSeeds }),
      signCount: members.integer('signCount', 0, 0xffffffff, 0),
      rest: members.rest(),
    })
  }
  return passkeys
}

function parseSeeds(value: CborValue | undefined): PrfSeeds | undefined {
  if (value === undefined) return undefined
  if (!Array.isArray(value) || value.length !== 2) throw malformed('PRF seeds are no pair')
  const [withVerification, withoutVerification] = value as readonly CborValue[]
  if (!(withVerification instanceof Uint8Array) || !(withoutVerification instanceof Uint8Array))
    throw malformed('a PRF seed is no byte string')
  return new PrfSeeds(withVerification, withoutVerification)
}
