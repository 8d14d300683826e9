import { encodeBase64url, encodeUtf8 } from '@keyward/codec'
import type { SystemRequest, SystemResult } from '@keyward/keyholder/provider'
import { sha256 } from '@keyward/primitives/hash'
import { DemoError } from '../error.ts'
import type { System } from '../phone/phone.ts'

type Create = Extract<SystemRequest, { kind: 'create' }>

/** The members of Perch's options that a system reads. */
export interface CreationJson {
  readonly challenge: string
  readonly rp: { readonly id: string; readonly name: string }
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string }
  readonly pubKeyCredParams: readonly { readonly alg: number }[]
  readonly excludeCredentials?: readonly { readonly id: string }[]
  readonly authenticatorSelection?: { readonly userVerification?: UserVerification }
}

export interface RequestJson {
  readonly challenge: string
  readonly rpId: string
  readonly allowCredentials?: readonly { readonly id: string }[]
  readonly userVerification?: UserVerification
}

type UserVerification = 'required' | 'preferred' | 'discouraged'

/** What Perch's app asks of the system of its phone. */
export type AppRequest =
  | { readonly kind: 'create'; readonly options: CreationJson }
  | { readonly kind: 'get'; readonly options: RequestJson }

/**
 * Perch's app as Android knows it: the certificate is the one that Perch itself names for simulated
 * phones, so no real app can have it.
 */
const ANDROID_APP = {
  packageName: 'example.perch.app',
  certificates: ['7p2P4MuTPQCam6-XZl73IQt7yS_R-mn7DUJVeRfiK-Q'],
  appName: 'Perch',
}

/** A request on its way through the system, which keeps the client data that it made of it. */
export interface Handed {
  readonly request: SystemRequest
  /** Base64url; undefined where the provider makes it. */
  readonly clientDataJSON: string | undefined
}

/** What the system hands to its provider: Android the app's own words, iOS the hash that is signed. */
export function handOver(system: System, requestId: string, asked: AppRequest): Handed {
  if (system === 'android') {
    const requestJson = JSON.stringify(asked.options)
    const common = { requestId, platform: 'android', requestJson, caller: ANDROID_APP } as const
    return { request: { ...common, kind: asked.kind }, clientDataJSON: undefined }
  }
  const rpId = asked.kind === 'create' ? asked.options.rp.id : asked.options.rpId
  const clientData = encodeUtf8(
    JSON.stringify({
      type: `webauthn.${asked.kind}`,
      challenge: asked.options.challenge,
      origin: `https://${rpId}`,
      crossOrigin: false,
    }),
  )
  const clientDataHash = encodeBase64url(sha256(clientData))
  const common = { requestId, platform: 'ios', rpId, clientDataHash } as const
  const request = asked.kind === 'create' ? iosCreate(common, asked.options) : iosGet(common, asked)
  return { request, clientDataJSON: encodeBase64url(clientData) }
}

type IosCommon = Pick<
  Extract<SystemRequest, { platform: 'ios' }>,
  'requestId' | 'platform' | 'rpId' | 'clientDataHash'
>

function iosCreate(common: IosCommon, options: CreationJson): Create {
  const { user, rp, authenticatorSelection, excludeCredentials = [] } = options
  return {
    ...common,
    kind: 'create',
    appName: rp.name,
    userName: user.name,
    userDisplayName: user.displayName,
    userHandle: user.id,
    userVerification: authenticatorSelection?.userVerification ?? 'preferred',
    supportedAlgorithms: options.pubKeyCredParams.map(({ alg }) => alg),
    excludedCredentials: excludeCredentials.map(({ id }) => id),
  }
}

function iosGet(
  common: IosCommon,
  { options }: Extract<AppRequest, { kind: 'get' }>,
): SystemRequest {
  const { userVerification = 'preferred', allowCredentials = [] } = options
  return {
    ...common,
    kind: 'get',
    userVerification,
    allowedCredentials: allowCredentials.map(({ id }) => id),
  }
}

/** The credential as the app sends it to Perch, of what the provider gave to the system. */
export function credentialOf(result: SystemResult, { clientDataJSON }: Handed): object {
  if ('responseJson' in result) return JSON.parse(result.responseJson) as object
  if (clientDataJSON === undefined)
    throw new DemoError('demo.expected', 'The system was answered in the words of another one.')
  const { credentialId: id } = result
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} }
  if ('attestationObject' in result) {
    const { attestationObject } = result
    return {
      ...common,
      response: { clientDataJSON, attestationObject, transports: ['internal'] },
    }
  }
  const { userHandle, signature, authenticatorData } = result
  return { ...common, response: { clientDataJSON, authenticatorData, signature, userHandle } }
}
