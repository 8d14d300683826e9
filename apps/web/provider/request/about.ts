import type { BrowserRequest, ProviderRequest } from '@keyward/channel'

/** Who asks for what, as far as the request itself says. */
export interface About {
  readonly kind: 'create' | 'get'
  readonly platform: 'ios' | 'android' | 'browser'
  /** The app, as the system names it, else what the request says. */
  readonly app: string
  /** The site that the passkey is for; empty when the request leaves it out. */
  readonly address: string
  /** The system has checked that the app may ask for the address. Android leaves that to the provider. */
  readonly isChecked: boolean
  /** Where the page that asks is another host than the address, and the page around it, if there is one. */
  readonly from?: { readonly host: string; readonly top: string }
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
  if (request.platform === 'browser') return aboutPage(request)
  const { caller, requestJson } = request
  const site = siteOf(requestJson, caller.origin)
  const app = caller.origin === undefined ? (caller.appName ?? caller.packageName) : site
  return { kind, platform, app, address: site, isChecked: false }
}

/** A page is called by its address: its name for itself counts where it has a passkey made alone. */
function aboutPage({ kind, platform, caller, requestJson }: BrowserRequest): About {
  const { origin, embedding } = caller
  const address = siteOf(requestJson, origin)
  const { name } = objectOf(objectOf(parsed(requestJson))['rp'])
  const isNamed = kind === 'create' && typeof name === 'string' && name.trim() !== ''
  const host = hostOf(origin)
  const top = embedding?.topOrigin === undefined ? '' : hostOf(embedding.topOrigin)
  return {
    kind,
    platform,
    app: isNamed ? name.trim().slice(0, 64) : address,
    address,
    isChecked: false,
    ...(host === address && top === '' ? {} : { from: { host, top } }),
  }
}

function hostOf(origin: string): string {
  return URL.parse(origin)?.hostname ?? ''
}

/** The RP ID of the options, else the host of the page that a browser asks for. */
function siteOf(requestJson: string, origin: string | undefined): string {
  const options = objectOf(parsed(requestJson))
  const named = objectOf(options['rp'])['id'] ?? options['rpId']
  if (typeof named === 'string' && named !== '') return named.slice(0, 253)
  return origin === undefined ? '' : hostOf(origin)
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
