import { ByteReader, concatBytes, encodeUtf8, equalBytes } from '@keyward/codec'
import type { Identities } from './client.ts'
import {
  deriveDiffieHellmanKeyPair,
  deriveSession,
  diffieHellman,
  expand,
  type KeyPair,
  labelled,
  LENGTH,
  oprf,
  xor,
} from './suite.ts'

export interface ServerSetup {
  readonly oprfSeed: Uint8Array
  readonly keys: KeyPair
}

/** CreateRegistrationResponse, section 5.2.2. */
export function createRegistrationResponse(
  setup: ServerSetup,
  credentialIdentifier: Uint8Array,
  request: Uint8Array,
): Uint8Array {
  return concatBytes(evaluate(setup, credentialIdentifier, request), setup.keys.publicKey)
}

/** GenerateKE2, section 6.2.2. */
export function generateKe2(
  setup: ServerSetup,
  input: {
    readonly record: Uint8Array
    readonly credentialIdentifier: Uint8Array
    readonly ke1: Uint8Array
    readonly maskingNonce: Uint8Array
    readonly nonce: Uint8Array
    readonly keyshareSeed: Uint8Array
    readonly context: Uint8Array
    readonly identities?: Identities
  },
): { ke2: Uint8Array; expectedKe3: Uint8Array; sessionKey: Uint8Array } {
  const record = new ByteReader(input.record)
  const clientKey = record.take(LENGTH.key).slice()
  const maskingKey = record.take(LENGTH.hash).slice()
  const secret = concatBytes(setup.keys.publicKey, record.rest())
  const pad = expand(
    maskingKey,
    labelled(input.maskingNonce, 'CredentialResponsePad'),
    secret.length,
  )

  const ke1 = new ByteReader(input.ke1)
  const blinded = ke1.take(LENGTH.element).slice()
  ke1.take(LENGTH.nonce)
  const clientKeyshare = ke1.take(LENGTH.key).slice()
  const evaluated = evaluate(setup, input.credentialIdentifier, blinded)
  const credentialResponse = concatBytes(evaluated, input.maskingNonce, xor(pad, secret))

  const keyshare = deriveDiffieHellmanKeyPair(input.keyshareSeed)
  const ikm = concatBytes(
    diffieHellman(keyshare.secretKey, clientKeyshare),
    diffieHellman(setup.keys.secretKey, clientKeyshare),
    diffieHellman(keyshare.secretKey, clientKey),
  )
  const session = deriveSession(ikm, {
    context: input.context,
    clientIdentity: input.identities?.client ?? clientKey,
    ke1: input.ke1,
    serverIdentity: input.identities?.server ?? setup.keys.publicKey,
    credentialResponse,
    serverNonce: input.nonce,
    serverKeyshare: keyshare.publicKey,
  })
  return {
    ke2: concatBytes(credentialResponse, input.nonce, keyshare.publicKey, session.serverMac),
    expectedKe3: session.clientMac,
    sessionKey: session.sessionKey,
  }
}

/** ServerFinish, section 6.2.4. */
export function isFinished(expectedKe3: Uint8Array, ke3: Uint8Array): boolean {
  return equalBytes(expectedKe3, ke3)
}

function evaluate(
  { oprfSeed }: ServerSetup,
  credentialIdentifier: Uint8Array,
  blinded: Uint8Array,
): Uint8Array {
  const info = concatBytes(credentialIdentifier, encodeUtf8('OprfKey'))
  const seed = expand(oprfSeed, info, LENGTH.seed)
  const { secretKey } = oprf.deriveKeyPair(seed, encodeUtf8('OPAQUE-DeriveKeyPair'))
  return oprf.blindEvaluate(secretKey, blinded)
}
