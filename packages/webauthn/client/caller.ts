import { sha256 } from '@keyward/primitives/hash'
import { type ClientDataType, encodeClientData } from '../data/client-data.ts'
import { WebAuthnError } from '../error.ts'
import { type Origin, parseOrigin } from './origin.ts'
import { type WellKnownFetch, validateRelatedOrigin } from './related-origins.ts'
import { checkRpId, requireRpIdSyntax } from './rp-id.ts'
import type { PublicSuffixes } from './suffixes.ts'

/** Who asks for a ceremony, as attested by the browser, the operating system or the program. */
export type Caller =
  | {
      /** A web page, or an Android app by its `android:apk-key-hash:` origin. */
      readonly kind: 'origin'
      /** ASCII serialisation. */
      readonly origin: string
      /** Present where the caller is not same-origin with all its ancestors. */
      readonly embedding?: Embedding
    }
  | {
      /** A platform that checked the caller and hands over the hash that is to be signed. */
      readonly kind: 'platform'
      /** 32 bytes. */
      readonly clientDataHash: Uint8Array
    }

export interface Embedding {
  /** ASCII serialisation of the top-level origin. */
  readonly topOrigin?: string
  /** Whether the Permissions-Policy of the whole frame chain allows this ceremony. */
  readonly allowedByPolicy: boolean
  /** Whether the frame has transient activation. */
  readonly userActivation: boolean
}

/** What the client side of a ceremony stands on. */
export interface Client {
  readonly suffixes: PublicSuffixes
  /** Absent: related origins are not supported, and refused. */
  readonly fetchWellKnown?: WellKnownFetch
  /** Whether http on localhost and *.localhost may call. Yes by default. */
  readonly allowLocalhost?: boolean
}

export interface ClientBinding {
  readonly rpId: string
  /** What the answer carries; a placeholder where the platform has the real one. */
  readonly clientDataJSON: Uint8Array
  /** 32 bytes. */
  readonly clientDataHash: Uint8Array
}

/** The client data that a platform replaces by its own: an empty JSON object. */
const PLACEHOLDER = Uint8Array.of(0x7b, 0x7d)

/**
 * Binds a request to its caller: steps 2, 6 to 8 and 12 to 14 of section 5.1.3, and their twins of
 * section 5.1.4.2 (WebAuthn Level 3).
 *
 * @throws {WebAuthnError} `origin.*`, `rp-id.*`, `related-origins.*`, `caller.*`
 */
export async function bindCaller(
  client: Client,
  caller: Caller,
  request: { type: ClientDataType; challenge: Uint8Array; rpId?: string },
): Promise<ClientBinding> {
  if (caller.kind === 'platform') return bindPlatform(caller.clientDataHash, request.rpId)
  const { embedding } = caller
  // Step 2 of create; Permissions-Policy for both (section 5.9).
  if (embedding !== undefined) checkEmbedding(embedding, request.type)
  // Steps 6 and 7: an opaque origin does not parse, and an effective domain has to be a domain.
  const origin = parseOrigin(caller.origin)
  // Step 8.
  const rpId = await determineRpId(client, origin, request.rpId)
  // Steps 12 and 13.
  const topOrigin =
    embedding?.topOrigin === undefined ? undefined : parseOrigin(embedding.topOrigin).serialized
  const clientDataJSON = encodeClientData({
    type: request.type,
    challenge: request.challenge,
    origin: origin.serialized,
    crossOrigin: embedding !== undefined,
    ...(topOrigin === undefined ? {} : { topOrigin }),
  })
  // Step 14.
  return { rpId, clientDataJSON, clientDataHash: sha256(clientDataJSON) }
}

function bindPlatform(clientDataHash: Uint8Array, rpId: string | undefined): ClientBinding {
  if (clientDataHash.length !== 32) {
    throw new WebAuthnError(
      'options.type',
      'The client data hash of a platform caller has 32 bytes.',
    )
  }
  if (rpId === undefined) {
    throw new WebAuthnError(
      'origin.no-rp-id',
      'A platform caller has no origin, so its options have to name the RP ID.',
    )
  }
  requireRpIdSyntax(rpId)
  return { rpId, clientDataJSON: PLACEHOLDER, clientDataHash }
}

function checkEmbedding(embedding: Embedding, type: ClientDataType): void {
  if (!embedding.allowedByPolicy) {
    throw new WebAuthnError(
      'caller.permissions-policy',
      `This frame is of another origin than its page, whose Permissions-Policy does not allow ${
        type === 'webauthn.create' ? 'publickey-credentials-create' : 'publickey-credentials-get'
      }.`,
    )
  }
  // The activation is consumed by the caller, who alone knows the frame.
  if (type === 'webauthn.create' && !embedding.userActivation) {
    throw new WebAuthnError(
      'caller.cross-origin',
      'A frame of another origin can create a passkey only after a click.',
    )
  }
}

async function determineRpId(
  client: Client,
  origin: Origin,
  requested: string | undefined,
): Promise<string> {
  const { suffixes, fetchWellKnown, allowLocalhost = true } = client
  const { rpId, relation } = checkRpId({
    origin,
    suffixes,
    allowLocalhost,
    ...(requested === undefined ? {} : { rpId: requested }),
  })
  if (relation !== 'unrelated') return rpId
  if (fetchWellKnown === undefined || origin.kind !== 'web') {
    throw new WebAuthnError(
      'rp-id.not-a-suffix',
      'The RP ID is neither the host of the origin nor a registrable suffix of it.',
    )
  }
  await validateRelatedOrigin({ origin, rpId, suffixes, fetchWellKnown })
  return rpId
}
