import type { ProviderRequest } from '@keyward/channel'

/** Who asks for what, as far as the request itself says. */
export interface About {
  readonly kind: 'create' | 'get'
  readonly platform: 'ios' | 'android'
  /** The app, as the system names it, else what the request says. */
  readonly app: string
  /** The site that the passkey is for; empty when the request leaves it out. */
  readonly address: string
  /** The system has checked that the app may ask for the address. Android leaves that to the provider. */
  readonly isChecked: boolean
}

/** Before the phone has said anything. */
export const NOTHING: About = {
  kind: 'get',
  platform: 'ios',
  app: '',
  address: '',
  isChecked: false,
}

/** Reads what is shown of a request before anything is loaded. What can't be read is left out. Never throws. */
export function aboutRequest(request: ProviderRequest): About {
  const { kind, platform } = request
  if (request.platform === 'ios') {
    const { rpId } = request
    const named = request.kind === 'create' ? request.appName : undefined
    return { kind, platform, app: named ?? rpId, address: rpId, isChecked: true }
  }
  const { caller, requestJson } = request
  const site = siteOf(requestJson, caller.origin)
  const app = caller.origin === undefined ? (caller.appName ?? caller.packageName) : site
  return { kind, platform, app, address: site, isChecked: false }
}

/** The RP ID of the options, else the host of the page that a browser asks for. */
function siteOf(requestJson: string, origin: string | undefined): string {
  const options = objectOf(parsed(requestJson))
  const named = objectOf(options['rp'])['id'] ?? options['rpId']
  if (typeof named === 'string' && named !== '') return named.slice(0, 253)
  return origin === undefined ? '' : (URL.parse(origin)?.hostname ?? '')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
