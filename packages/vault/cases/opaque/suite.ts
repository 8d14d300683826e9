import { concatBytes, encodeUtf8 } from '@keyward/codec'
import { ristretto255, ristretto255_oprf } from '@noble/curves/ed25519.js'
import { createHash, createHmac, hkdfSync } from 'node:crypto'

/**
 * The pieces of OPAQUE-3DH (RFC 9807) with ristretto255 and SHA-512, written from the RFC on
 * noble's RFC 9497 OPRF and Node.js' hashes: a second opinion on the library, for tests alone.
 */
export const LENGTH = { nonce: 32, seed: 32, key: 32, element: 32, hash: 64, mac: 64 } as const

export type Stretch = (oprfOutput: Uint8Array) => Promise<Uint8Array>

export const { oprf } = ristretto255_oprf

function hash(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(
    createHash('sha512')
      .update(concatBytes(...parts))
      .digest(),
  )
}

export function mac(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(
    createHmac('sha512', key)
      .update(concatBytes(...parts))
      .digest(),
  )
}

/** HKDF-Extract with an empty salt. */
export function extract(ikm: Uint8Array): Uint8Array {
  return mac(new Uint8Array(LENGTH.hash), ikm)
}

/** HKDF-Expand. Node.js has only both steps in one, so it is written out (RFC 5869 section 2.3). */
export function expand(key: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  let block: Uint8Array = new Uint8Array()
  let output: Uint8Array = new Uint8Array()
  for (let counter = 1; output.length < length; counter += 1) {
    block = mac(key, block, info, Uint8Array.of(counter))
    output = concatBytes(output, block)
  }
  return output.slice(0, length)
}

/** HKDF as Node.js has it, to check the two above. */
export function hkdf(ikm: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha512', ikm, new Uint8Array(), info, length))
}

export function labelled(nonce: Uint8Array, label: string): Uint8Array {
  return concatBytes(nonce, encodeUtf8(label))
}

/** Two bytes of length and the bytes. */
export function prefixed(bytes: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes)
}

export interface KeyPair {
  readonly secretKey: Uint8Array
  readonly publicKey: Uint8Array
}

export function deriveDiffieHellmanKeyPair(seed: Uint8Array): KeyPair {
  return oprf.deriveKeyPair(seed, encodeUtf8('OPAQUE-DeriveDiffieHellmanKeyPair'))
}

export function diffieHellman(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const scalar = ristretto255.Point.Fn.fromBytes(secretKey)
  return ristretto255.Point.fromBytes(publicKey).multiply(scalar).toBytes()
}

export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ (b[index] as number))
}

export interface Session {
  readonly serverMac: Uint8Array
  readonly clientMac: Uint8Array
  readonly sessionKey: Uint8Array
}

/** Sections 6.4.2.1 and 6.4.2.2: the transcript, and the keys and MACs that follow from it. */
export function deriveSession(
  ikm: Uint8Array,
  transcript: {
    readonly context: Uint8Array
    readonly clientIdentity: Uint8Array
    readonly ke1: Uint8Array
    readonly serverIdentity: Uint8Array
    readonly credentialResponse: Uint8Array
    readonly serverNonce: Uint8Array
    readonly serverKeyshare: Uint8Array
  },
): Session {
  const preamble = concatBytes(
    encodeUtf8('OPAQUEv1-'),
    prefixed(transcript.context),
    prefixed(transcript.clientIdentity),
    transcript.ke1,
    prefixed(transcript.serverIdentity),
    transcript.credentialResponse,
    transcript.serverNonce,
    transcript.serverKeyshare,
  )
  const prk = extract(ikm)
  const handshake = deriveSecret(prk, 'HandshakeSecret', hash(preamble))
  const serverMac = mac(deriveSecret(handshake, 'ServerMAC', new Uint8Array()), hash(preamble))
  const clientKey = deriveSecret(handshake, 'ClientMAC', new Uint8Array())
  return {
    serverMac,
    clientMac: mac(clientKey, hash(preamble, serverMac)),
    sessionKey: deriveSecret(prk, 'SessionKey', hash(preamble)),
  }
}

function deriveSecret(secret: Uint8Array, label: string, transcriptHash: Uint8Array): Uint8Array {
  const full = encodeUtf8(`OPAQUE-${label}`)
  const info = concatBytes(
    Uint8Array.of(LENGTH.hash >> 8, LENGTH.hash & 0xff, full.length),
    full,
    Uint8Array.of(transcriptHash.length),
    transcriptHash,
  )
  return expand(secret, info, LENGTH.hash)
}
