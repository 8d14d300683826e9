import type { CborValue } from '@keyward/codec'
import type { SignatureAlgorithm } from '@keyward/primitives/keys'
import { KEYWARD_AAGUID } from '../data/aaguid.ts'
import type { AttestationObject } from '../data/attestation-object.ts'
import { encodeAuthenticatorData } from '../data/authenticator-data.ts'
import { encodeCoseKey } from '../data/cose-key.ts'
import { rpIdHash } from '../data/rp-id-hash.ts'
import { WebAuthnError } from '../error.ts'
import { Ceremony } from './ceremony.ts'
import {
  CRED_PROTECT,
  type CredentialSource,
  type CredProtect,
  PrfSeeds,
} from './credential-source.ts'
import { evaluatePrf, type PrfPair } from './extensions/prf.ts'
import { collectGesture, refuseCancelled } from './gesture.ts'
import type { Authenticator, Gesture } from './ports.ts'
import { signCeremony } from './sign.ts'

/** New credential IDs have this many random bytes. */
const CREDENTIAL_ID_LENGTH = 16

/** The parameters of authenticatorMakeCredential (WebAuthn Level 3 section 6.3.2). */
export interface MakeCredentialRequest {
  /** 32 bytes. */
  readonly clientDataHash: Uint8Array
  readonly rp: { readonly id: string; readonly name: string }
  readonly user: { readonly id: Uint8Array; readonly name: string; readonly displayName: string }
  readonly requireUserVerification: boolean
  /** COSE algorithm identifiers, the most preferred first. */
  readonly algorithms: readonly number[]
  readonly excludeCredentialIds: readonly Uint8Array[]
  /** From the most to the least preferred; "none" alone where no attestation is wanted. */
  readonly attestationFormats: readonly string[]
  readonly extensions: {
    readonly credProtect?: CredProtect
    /** Salts to evaluate at once, where the person is verified. */
    readonly prf?: PrfPair
  }
  /** Asked after each wait: a cancelled request stores nothing. */
  readonly cancelled?: () => boolean
}

export interface MadeCredential {
  readonly source: CredentialSource
  readonly attestationObject: AttestationObject
  readonly prfResults?: PrfPair
}

/**
 * authenticatorMakeCredential (WebAuthn Level 3 section 6.3.2), step by step. When it resolves the
 * passkey is durably stored; when it throws nothing was stored.
 *
 * @throws {WebAuthnError} `ceremony.malformed`, `ceremony.no-algorithm`, `ceremony.excluded`,
 *   `ceremony.cannot-verify`, `ceremony.declined`, `ceremony.user-not-verified`,
 *   `ceremony.aborted`, `ceremony.not-saved`, `ceremony.signing-failed`
 */
export async function makeCredential(
  authenticator: Authenticator,
  request: MakeCredentialRequest,
): Promise<MadeCredential> {
  const ceremony = new Ceremony()
  // Step 1: parameters are well-formed and of the correct length.
  checkRequest(request)
  // Step 2: at least one algorithm is supported, the first of the RP's order that is.
  const algorithm = firstSupported(authenticator, request.algorithms)
  // Step 3: an excluded credential that is here ends the ceremony, after consent.
  await refuseExcluded(authenticator, ceremony, request)
  // Step 4 (resident keys) never fails: every passkey is discoverable.
  // Step 5: verification is required and can't be performed.
  if (request.requireUserVerification && !authenticator.gate.canVerify) {
    throw new WebAuthnError(
      'ceremony.cannot-verify',
      'The RP requires user verification, which is not possible here.',
    )
  }
  // Step 6: the authorization gesture.
  const gesture = await collectGesture(authenticator, ceremony, {
    kind: 'create',
    rpId: request.rp.id,
    rpName: request.rp.name,
    userName: request.user.name,
    userDisplayName: request.user.displayName,
    existing: await sameUser(authenticator, request),
    requireUserVerification: request.requireUserVerification,
  })
  refuseCancelled(request.cancelled)
  // Steps 7 and 8: the key pair and the credential source. Its counter starts at zero (step 10).
  const source = await makeSource(authenticator, request, algorithm)
  // Steps 9 to 14.
  const attestationObject = await attest(authenticator, ceremony, gesture, source, request)
  // Step 7.4, moved to the end: the credentials map is only changed once nothing else can fail, so
  // that an error leaves nothing behind. Unlike the specification's map, which holds one credential
  // for an RP and user handle, an earlier passkey of the same user stays (docs/deviations.md).
  refuseCancelled(request.cancelled)
  await save(authenticator, source)
  // PRF outputs are never part of authenticator data (section 10.1.4).
  return request.extensions.prf === undefined ||
    gesture.verification === undefined ||
    source.prfSeeds === undefined
    ? { source, attestationObject }
    : {
        source,
        attestationObject,
        prfResults: evaluatePrf(source.prfSeeds, request.extensions.prf),
      }
}

function checkRequest(request: MakeCredentialRequest): void {
  const { length } = request.user.id
  if (request.clientDataHash.length !== 32) throw malformed('the client data hash has not 32 bytes')
  if (request.rp.id === '') throw malformed('there is no RP ID')
  if (length < 1 || length > 64) throw malformed('the user handle has not between 1 and 64 bytes')
}

function malformed(what: string): WebAuthnError {
  return new WebAuthnError('ceremony.malformed', `The request is malformed: ${what}.`)
}

function firstSupported(
  authenticator: Authenticator,
  algorithms: readonly number[],
): SignatureAlgorithm {
  const supported: readonly number[] = authenticator.signer.algorithms
  const first = algorithms.find((algorithm) => supported.includes(algorithm))
  if (first !== undefined) return first as SignatureAlgorithm
  throw new WebAuthnError(
    'ceremony.no-algorithm',
    `None of the algorithms asked for is supported: offer one of ${supported.join(', ')}.`,
  )
}

async function refuseExcluded(
  authenticator: Authenticator,
  ceremony: Ceremony,
  request: MakeCredentialRequest,
): Promise<void> {
  for (const id of request.excludeCredentialIds) {
    const credential = await authenticator.store.find(request.rp.id, id)
    if (credential === undefined) continue
    await collectGesture(authenticator, ceremony, {
      kind: 'excluded',
      rpId: request.rp.id,
      rpName: request.rp.name,
      credential,
      requireUserVerification: request.requireUserVerification && authenticator.gate.canVerify,
    })
    throw new WebAuthnError('ceremony.excluded', 'A passkey that the RP excludes is already here.')
  }
}

async function sameUser(
  authenticator: Authenticator,
  request: MakeCredentialRequest,
): Promise<CredentialSource[]> {
  const ofRp = await authenticator.store.list(request.rp.id)
  return ofRp.filter(
    (source) =>
      source.userHandle.length === request.user.id.length &&
      source.userHandle.every((byte, i) => byte === request.user.id[i]),
  )
}

async function makeSource(
  authenticator: Authenticator,
  request: MakeCredentialRequest,
  algorithm: SignatureAlgorithm,
): Promise<CredentialSource> {
  const { privateKey, publicKey } = await authenticator.signer.makeKey(algorithm)
  const backupEligible = authenticator.deviceBound !== true
  return {
    type: 'public-key',
    id: authenticator.random(CREDENTIAL_ID_LENGTH),
    rpId: request.rp.id,
    rpName: request.rp.name,
    userHandle: new Uint8Array(request.user.id),
    userName: request.user.name,
    userDisplayName: request.user.displayName,
    algorithm,
    publicKey: encodeCoseKey(publicKey),
    privateKey,
    prfSeeds: new PrfSeeds(authenticator.random(32), authenticator.random(32)),
    signCount: 0,
    backupEligible,
    backupState: backupEligible && authenticator.backedUp !== false,
    credProtect: request.extensions.credProtect ?? CRED_PROTECT.userVerificationOptional,
    ...(authenticator.now === undefined ? {} : { createdAt: authenticator.now() }),
  }
}

async function attest(
  authenticator: Authenticator,
  ceremony: Ceremony,
  gesture: Gesture,
  source: CredentialSource,
  request: MakeCredentialRequest,
): Promise<AttestationObject> {
  // Step 9: credProtect is the one extension with an authenticator output, its input (CTAP 2.2, 12.1).
  const { credProtect } = request.extensions
  // Steps 11 and 13: authenticator data around the attested credential data.
  const authenticatorData = encodeAuthenticatorData({
    rpIdHash: rpIdHash(request.rp.id),
    flags: ceremony.flags(gesture, source),
    signCount: source.signCount,
    attestedCredentialData: {
      aaguid: authenticator.aaguid ?? KEYWARD_AAGUID,
      credentialId: source.id,
      credentialPublicKey: source.publicKey,
    },
    ...(credProtect === undefined ? {} : { extensions: new Map([['credProtect', credProtect]]) }),
  })
  // Step 12: the first supported format. Where none is supported, the most preferred: none.
  const supported = authenticator.allowSelfAttestation === true ? ['none', 'packed'] : ['none']
  const format =
    request.attestationFormats.find((candidate) => supported.includes(candidate)) ?? 'none'
  // Step 14: the statement; packed self-attestation signs with the new key itself (section 8.2).
  const statement = new Map<string, CborValue>()
  if (format === 'packed') {
    statement.set('alg', source.algorithm)
    statement.set(
      'sig',
      await signCeremony(authenticator, source, authenticatorData, request.clientDataHash),
    )
  }
  return { format, statement, authenticatorData }
}

async function save(authenticator: Authenticator, source: CredentialSource): Promise<void> {
  try {
    await authenticator.store.add(source)
  } catch (error) {
    if (error instanceof WebAuthnError) throw error
    throw new WebAuthnError(
      'ceremony.not-saved',
      'The new passkey could not be saved, so it was not used.',
      {
        cause: error,
      },
    )
  }
}
