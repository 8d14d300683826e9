import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import { decodeBase64url, ecdsaToDer } from '@keyward/codec'
import { LIFETIMES } from '@keyward/protocol'
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint'
import { z } from 'zod'
import { Recent } from './recent.ts'
import { Refused } from './refused.ts'
import type { UsedProofs } from './replay.ts'
import { bytesOf } from './text.ts'

/** A proof is never longer, in characters. */
const MOST_CHARACTERS = 4096

/** Nor its header, of which those used last are kept. */
const MOST_HEADER_CHARACTERS = 512

const SIGNATURE_LENGTH = 64

/** A device's public key: P-256, and nothing private. */
const Jwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().length(43),
  y: z.string().length(43),
})

const Header = z.strictObject({
  typ: z.literal('dpop+jwt'),
  alg: z.literal('ES256'),
  jwk: Jwk,
})

/** RFC 9449 section 4.2, and `offset`: the server's clock minus the device's, whole seconds. */
const Claims = z.object({
  jti: z.string().min(8).max(100),
  htm: z.string().max(10),
  htu: z.string().max(2000),
  iat: z.number().min(0).max(1e11),
  ath: z.string().max(100).optional(),
  offset: z.int().min(-1e10).max(1e10).optional(),
})

/** What a request has to show. */
export interface ProvenRequest {
  /** The header `DPoP`. */
  readonly proof: string | undefined
  readonly method: string
  /** The public address without query and fragment. */
  readonly url: string
  /** The session's token, where one came with the request. */
  readonly token: string | undefined
}

/** A header that was read: the key that is in it, for the next proofs by the same device. */
interface Known {
  readonly key: KeyObject
  readonly thumbprint: string
}

/** Checks the proofs that devices send with their requests (DPoP, RFC 9449). */
export class Proofs {
  readonly #clock: () => number
  readonly #used: UsedProofs
  /** By the text of the header, which a device writes the same way each time. */
  readonly #known = new Recent<Known>(5000)

  constructor(clock: () => number, used: UsedProofs) {
    this.#clock = clock
    this.#used = used
  }

  /**
   * Checks everything of RFC 9449 section 4.3 but that the key is the session's, which is the
   * caller's to compare, and that the proof is new, which `use` does.
   *
   * @returns the thumbprint of the key (RFC 7638, SHA-256, base64url) and the proof's id
   * @throws {Refused} `proof_required`, `proof_invalid`, `proof_time`
   */
  async check(request: ProvenRequest): Promise<{ thumbprint: string; jti: string }> {
    const { proof } = request
    if (proof === undefined) throw new Refused('proof_required')
    if (proof.length > MOST_CHARACTERS) throw new Refused('proof_invalid')
    const parts = partsOf(proof)
    const { key, thumbprint } = await this.#knownOf(parts.header)
    const claims = claimsOf(parts, key)
    const fits =
      claims.htm === request.method &&
      claims.htu === request.url &&
      claims.ath === (request.token === undefined ? undefined : hashOf(request.token))
    if (!fits) throw new Refused('proof_invalid')
    const now = this.#clock()
    const dated = (claims.iat + (claims.offset ?? 0)) * 1000
    if (Math.abs(dated - now) > LIFETIMES.proof) {
      throw new Refused('proof_time', { serverTime: now })
    }
    return { thumbprint, jti: claims.jti }
  }

  /** Takes note that a checked proof was used. @throws {Refused} `proof_replayed`, `unavailable` */
  use(checked: { readonly thumbprint: string; readonly jti: string }): void {
    this.#used.use(checked.thumbprint, checked.jti, this.#clock())
  }

  async #knownOf(header: string): Promise<Known> {
    const known = this.#known.get(header)
    if (known !== undefined) return known
    const made = await knownOf(header)
    this.#known.set(header, made)
    return made
  }
}

/** A JWS in compact form (RFC 7515 section 7.1). */
interface Parts {
  readonly header: string
  readonly payload: string
  /** What the signature is of. */
  readonly signed: string
  readonly signature: Uint8Array
}

/** @throws {Refused} `proof_invalid` */
function partsOf(proof: string): Parts {
  const [header = '', payload = '', signature = '', ...more] = proof.split('.')
  const bytes = bytesIn(signature)
  const isProof = more.length === 0 && bytes.length === SIGNATURE_LENGTH
  if (!isProof || header.length > MOST_HEADER_CHARACTERS) throw new Refused('proof_invalid')
  return { header, payload, signed: `${header}.${payload}`, signature: bytes }
}

/** What a header says. No member is allowed that could change how the rest is read. */
async function knownOf(header: string): Promise<Known> {
  try {
    const { jwk } = Header.parse(jsonOf(header))
    // Read strictly: Node.js would take other alphabets too.
    decodeBase64url(jwk.x)
    decodeBase64url(jwk.y)
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    return { key, thumbprint: await calculateJwkThumbprint(jwk, 'sha256') }
  } catch (cause) {
    throw new Refused('proof_invalid', { cause })
  }
}

function claimsOf({ payload, signed, signature }: Parts, key: KeyObject): z.infer<typeof Claims> {
  try {
    // Synchronous: a signature takes less time than handing it to another thread and back.
    if (!verify('sha256', Buffer.from(signed), key, ecdsaToDer(signature)))
      throw new Refused('proof_invalid')
    return Claims.parse(jsonOf(payload))
  } catch (cause) {
    throw new Refused('proof_invalid', { cause })
  }
}

function jsonOf(text: string): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesIn(text)))
}

/** @throws {Refused} `proof_invalid` for what is no base64url */
function bytesIn(text: string): Uint8Array {
  try {
    return bytesOf(text, '')
  } catch (cause) {
    throw new Refused('proof_invalid', { cause })
  }
}

/** RFC 9449 section 4.2: `ath`. */
function hashOf(token: string): string {
  return hash('sha256', token, 'base64url')
}
