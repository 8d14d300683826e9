import { decodeBase64url, encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { LIFETIMES } from '@keyward/protocol'
import {
  calculateJwkThumbprint,
  compactVerify,
  type CryptoKey,
  decodeProtectedHeader,
  importJWK,
} from 'jose'
import { z } from 'zod'
import { Recent } from './recent.ts'
import { Refused } from './refused.ts'
import type { UsedProofs } from './replay.ts'

/** A proof is never longer, in characters. */
const MOST_CHARACTERS = 4096

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

/** Checks the proofs that devices send with their requests (DPoP, RFC 9449). */
export class Proofs {
  readonly #clock: () => number
  readonly #used: UsedProofs
  readonly #keys = new Recent<{ readonly key: CryptoKey; readonly thumbprint: string }>(5000)

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
    const { key, thumbprint } = await this.#keyOf(proof)
    const claims = await claimsOf(proof, key)
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

  async #keyOf(proof: string): Promise<{ key: CryptoKey; thumbprint: string }> {
    const { jwk } = headerOf(proof)
    const name = `${jwk.x} ${jwk.y}`
    const known = this.#keys.get(name)
    if (known !== undefined) return known
    const made = await imported(jwk)
    this.#keys.set(name, made)
    return made
  }
}

function headerOf(proof: string): z.infer<typeof Header> {
  try {
    return Header.parse(decodeProtectedHeader(proof))
  } catch (cause) {
    throw new Refused('proof_invalid', { cause })
  }
}

async function imported(jwk: z.infer<typeof Jwk>): Promise<{ key: CryptoKey; thumbprint: string }> {
  try {
    // Read strictly, so that one key has one name in the cache.
    decodeBase64url(jwk.x)
    decodeBase64url(jwk.y)
    const key = await importJWK(jwk, 'ES256')
    if (key instanceof Uint8Array) throw new Refused('proof_invalid')
    return { key, thumbprint: await calculateJwkThumbprint(jwk, 'sha256') }
  } catch (cause) {
    throw new Refused('proof_invalid', { cause })
  }
}

async function claimsOf(proof: string, key: CryptoKey): Promise<z.infer<typeof Claims>> {
  try {
    const { payload } = await compactVerify(proof, key, { algorithms: ['ES256'] })
    return Claims.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)))
  } catch (cause) {
    throw new Refused('proof_invalid', { cause })
  }
}

/** RFC 9449 section 4.2: `ath`. */
function hashOf(token: string): string {
  return encodeBase64url(sha256(encodeUtf8(token)))
}
