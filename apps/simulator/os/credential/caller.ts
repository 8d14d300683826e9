/** Who asks: known by the frame that spoke and the origin that the browser says it has. */
export type Caller =
  | { readonly kind: 'app'; readonly app: InstalledApp }
  | { readonly kind: 'page'; readonly origin: string }

/** An app on the phone, as its store delivered it. */
export interface InstalledApp {
  readonly name: string
  readonly packageName: string
  /** SHA-256 of its signing certificate, base64url. */
  readonly certificate: string
  /** The hosts that say that this is their app. */
  readonly associatedHosts: readonly string[]
}

/**
 * Perch, where it listens. Its certificate is the one that Perch itself names for the simulated
 * phone; no key belongs to it.
 */
export function perchApp(origin: string): InstalledApp {
  return {
    name: 'Perch',
    packageName: 'example.perch.app',
    certificate: '7p2P4MuTPQCam6-XZl73IQt7yS_R-mn7DUJVeRfiK-Q',
    associatedHosts: [new URL(origin).hostname],
  }
}

/** The phone's browser: Chromium's own package and certificate, which lists of browsers have. */
export const LISTED_BROWSER = {
  packageName: 'org.chromium.chrome',
  certificate: 'xq24uDxtTBfSkq_eVv1IilHTFv-PLBHFQQIjv_in27M',
} as const

/** A browser that is on nobody's list. */
export const UNLISTED_BROWSER = {
  packageName: 'example.unheard.browser',
  certificate: 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA',
} as const

/**
 * Whether the caller may use an RP ID: an app those of its associated hosts, a page its own host and
 * what that is below of, at label boundaries. A name of one label is nobody's but its own.
 */
export function mayUse(caller: Caller, rpId: string): boolean {
  if (caller.kind === 'app') return caller.app.associatedHosts.includes(rpId)
  const { hostname } = new URL(caller.origin)
  return hostname === rpId || (rpId.includes('.') && hostname.endsWith(`.${rpId}`))
}

/** The RP ID of a request that names none: a page's own host. An app has to name it. */
export function ownHost(caller: Caller): string | undefined {
  return caller.kind === 'page' ? new URL(caller.origin).hostname : undefined
}
