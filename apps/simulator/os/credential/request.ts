import type { Device } from '../device.ts'
import type { Platform } from '../kinds.ts'
import { type Caller, mayUse, ownHost } from './caller.ts'
import { type MadeClientData, makeClientData } from './client-data.ts'
import {
  type AskedCreation,
  type AskedOptions,
  OptionsError,
  readCreation,
  readRequest,
} from './options.ts'

/** A request that the system took: read, allowed, and with its client data made. */
export interface SystemRequest {
  /** The system's own name for it; the app's is not trusted to be one. */
  readonly requestId: string
  readonly kind: 'create' | 'get'
  readonly platform: Platform
  readonly caller: Caller
  readonly isBrowserListed: boolean
  readonly rpId: string
  readonly asked: AskedOptions & Partial<Pick<AskedCreation, 'user' | 'algorithms'>>
  /** As the app wrote it, with the RP ID where a page left it out. */
  readonly requestJson: string
  /** Undefined for an Android app: the provider makes its client data. */
  readonly clientData: MadeClientData | undefined
}

/**
 * Takes a request of an app or a page, as the platform would before any manager hears of it.
 *
 * @throws {OptionsError} when it can't be read, or the caller may not use the RP ID
 */
export function takeRequest(
  device: Device,
  caller: Caller,
  requestId: string,
  { kind, options }: { kind: 'create' | 'get'; options: Readonly<Record<string, unknown>> },
): SystemRequest {
  const asked = kind === 'create' ? readCreation(options) : readRequest(options)
  const rpId = asked.rpId ?? ownHost(caller)
  if (rpId === undefined) throw new OptionsError('An app has to name the RP ID.')
  if (!mayUse(caller, rpId)) {
    throw new OptionsError(`This app or page may not ask for passkeys of ${rpId}.`)
  }
  const named = kind === 'create' ? { rp: { ...(options['rp'] as object), id: rpId } } : { rpId }
  return {
    requestId,
    kind,
    platform: device.platform,
    caller,
    isBrowserListed: device.isBrowserListed,
    rpId,
    asked,
    requestJson: JSON.stringify({ ...options, ...named }),
    clientData: clientDataOf(device.platform, caller, kind, { challenge: asked.challenge, rpId }),
  }
}

function clientDataOf(
  platform: Platform,
  caller: Caller,
  kind: 'create' | 'get',
  { challenge, rpId }: { challenge: string; rpId: string },
): MadeClientData | undefined {
  if (caller.kind === 'page') return makeClientData(kind, challenge, caller.origin)
  return platform === 'ios' ? makeClientData(kind, challenge, `https://${rpId}`) : undefined
}
