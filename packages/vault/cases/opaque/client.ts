import { ByteReader, concatBytes, encodeUtf8, equalBytes } from '@keyward/codec'
import {
  deriveDiffieHellmanKeyPair,
  deriveSession,
  diffieHellman,
  expand,
  extract,
  type KeyPair,
  labelled,
  LENGTH,
  mac,
  oprf,
  prefixed,
  type Stretch,
  xor,
} from './suite.ts'

/** Names that both sides may have agreed on; the public keys stand in where they have none. */
export interface Identities {
  readonly client?: Uint8Array
  readonly server?: Uint8Array
}

export interface ClientInput {
  readonly password: Uint8Array
  readonly blind: Uint8Array
  readonly stretch: Stretch
  readonly identities?: Identities
}

/** CreateRegistrationRequest, section 5.2.1, and the first half of GenerateKE1. */
export function blindPassword(password: Uint8Array, blind: Uint8Array): Uint8Array {
  return oprf.blind(password, () => blindAsRandom(blind)).blinded
}

/**
 * The random bytes from which noble makes this blind: it reads 48 of them as a little-endian number,
 * and takes that number modulo the order less one, plus one.
 */
function blindAsRandom(blind: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(48)
  bytes.set(blind)
  let at = 0
  while (bytes[at] === 0) bytes[at++] = 0xff
  bytes[at]! -= 1
  return bytes
}

/** FinalizeRegistrationRequest, section 5.2.3. */
export async function finalizeRegistration(
  input: ClientInput & { readonly envelopeNonce: Uint8Array },
  response: Uint8Array,
): Promise<{ record: Uint8Array; exportKey: Uint8Array }> {
  const reader = new ByteReader(response)
  const evaluated = reader.take(LENGTH.element).slice()
  const serverKey = reader.take(LENGTH.key).slice()
  const randomized = await randomizedPassword(input, evaluated)
  const { keyPair, authTag, exportKey } = openEnvelope(
    randomized,
    input.envelopeNonce,
    serverKey,
    input.identities,
  )
  const maskingKey = expand(randomized, encodeUtf8('MaskingKey'), LENGTH.hash)
  const record = concatBytes(keyPair.publicKey, maskingKey, input.envelopeNonce, authTag)
  return { record, exportKey }
}

/** GenerateKE1, section 6.2.1. */
export function generateKe1(
  password: Uint8Array,
  blind: Uint8Array,
  nonce: Uint8Array,
  keyshareSeed: Uint8Array,
): Uint8Array {
  const keyshare = deriveDiffieHellmanKeyPair(keyshareSeed)
  return concatBytes(blindPassword(password, blind), nonce, keyshare.publicKey)
}

/** GenerateKE3, section 6.2.3. Undefined where the envelope or the server's MAC is wrong. */
export async function generateKe3(
  input: ClientInput & {
    readonly keyshareSeed: Uint8Array
    readonly ke1: Uint8Array
    readonly context: Uint8Array
  },
  ke2: Uint8Array,
): Promise<{ ke3: Uint8Array; sessionKey: Uint8Array; exportKey: Uint8Array } | undefined> {
  const reader = new ByteReader(ke2)
  const evaluated = reader.take(LENGTH.element).slice()
  const maskingNonce = reader.take(LENGTH.nonce).slice()
  const masked = reader.take(LENGTH.key + LENGTH.nonce + LENGTH.mac).slice()
  const serverNonce = reader.take(LENGTH.nonce).slice()
  const serverKeyshare = reader.take(LENGTH.key).slice()
  const serverMac = reader.take(LENGTH.mac).slice()

  const randomized = await randomizedPassword(input, evaluated)
  const maskingKey = expand(randomized, encodeUtf8('MaskingKey'), LENGTH.hash)
  const pad = expand(maskingKey, labelled(maskingNonce, 'CredentialResponsePad'), masked.length)
  const unmasked = new ByteReader(xor(pad, masked))
  const serverKey = unmasked.take(LENGTH.key).slice()
  const envelopeNonce = unmasked.take(LENGTH.nonce).slice()
  const envelope = openEnvelope(randomized, envelopeNonce, serverKey, input.identities)
  if (!equalBytes(envelope.authTag, unmasked.rest())) return undefined

  const keyshare = deriveDiffieHellmanKeyPair(input.keyshareSeed)
  const ikm = concatBytes(
    diffieHellman(keyshare.secretKey, serverKeyshare),
    diffieHellman(keyshare.secretKey, serverKey),
    diffieHellman(envelope.keyPair.secretKey, serverKeyshare),
  )
  const session = deriveSession(ikm, {
    context: input.context,
    clientIdentity: input.identities?.client ?? envelope.keyPair.publicKey,
    ke1: input.ke1,
    serverIdentity: input.identities?.server ?? serverKey,
    credentialResponse: concatBytes(evaluated, maskingNonce, masked),
    serverNonce,
    serverKeyshare,
  })
  if (!equalBytes(session.serverMac, serverMac)) return undefined
  return {
    ke3: session.clientMac,
    sessionKey: session.sessionKey,
    exportKey: envelope.exportKey,
  }
}

async function randomizedPassword(
  { password, blind, stretch }: ClientInput,
  evaluated: Uint8Array,
): Promise<Uint8Array> {
  const output = oprf.finalize(password, blind, evaluated)
  return extract(concatBytes(output, await stretch(output)))
}

/** Store and Recover, section 4.1: what follows from the password and the envelope's nonce. */
function openEnvelope(
  randomized: Uint8Array,
  nonce: Uint8Array,
  serverKey: Uint8Array,
  identities: Identities = {},
): { keyPair: KeyPair; authTag: Uint8Array; exportKey: Uint8Array } {
  const keyPair = deriveDiffieHellmanKeyPair(
    expand(randomized, labelled(nonce, 'PrivateKey'), LENGTH.seed),
  )
  const authKey = expand(randomized, labelled(nonce, 'AuthKey'), LENGTH.hash)
  const authTag = mac(
    authKey,
    nonce,
    serverKey,
    prefixed(identities.server ?? serverKey),
    prefixed(identities.client ?? keyPair.publicKey),
  )
  const exportKey = expand(randomized, labelled(nonce, 'ExportKey'), LENGTH.hash)
  return { keyPair, authTag, exportKey }
}
