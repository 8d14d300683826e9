import type { PerchConfig } from './config.ts'

/**
 * Whether a ceremony may come from this origin (WebAuthn Level 3, "Validating the origin of a
 * credential"): Perch's own, any name below the RP ID on the same port, `https://` + RP ID (the
 * iOS app), the related origins, and the Android app's `android:apk-key-hash:…`.
 */
export function isExpectedOrigin(config: PerchConfig, origin: string): boolean {
  return listedOrigins(config).includes(origin) || isBelowRpId(config, origin)
}

/** The origins that can be listed; names below the RP ID come on top. */
export function listedOrigins(config: PerchConfig): string[] {
  return [
    config.origin,
    `https://${config.rpId}`,
    ...config.relatedOrigins,
    ...config.androidFingerprints.map(androidOrigin),
  ]
}

/** Whether Perch answers under this host name itself, instead of sending the visitor on. */
export function isOwnHost(config: PerchConfig, hostname: string): boolean {
  return (
    hostname === config.rpId ||
    hostname.endsWith(`.${config.rpId}`) ||
    [config.origin, ...config.relatedOrigins].some((each) => new URL(each).hostname === hostname)
  )
}

/** The origin that Android's Credential Manager reports for an app signed with this certificate. */
function androidOrigin(fingerprint: string): string {
  const hash = Buffer.from(fingerprint.replaceAll(':', ''), 'hex')
  return `android:apk-key-hash:${hash.toString('base64url')}`
}

function isBelowRpId(config: PerchConfig, origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  const own = new URL(config.origin)
  return (
    url.origin === origin &&
    url.protocol === own.protocol &&
    url.port === own.port &&
    url.hostname.endsWith(`.${config.rpId}`)
  )
}
