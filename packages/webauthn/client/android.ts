import { encodeBase64url } from '@keyward/codec'
import { WebAuthnError } from '../error.ts'
import { parseOrigin, type Origin } from './origin.ts'

const FINGERPRINT_LENGTH = 32
const ASSET_LINKS_PATH = '/.well-known/assetlinks.json'

/**
 * Reads the SHA-256 fingerprint of a signing certificate as asset links and Android's tools write
 * it: 32 bytes in upper-case hexadecimal with colons between (`14:6D:E9:…`).
 *
 * @throws WebAuthnError `android.fingerprint`.
 */
export function parseCertificateFingerprint(text: string): Uint8Array {
  if (!/^[0-9A-F]{2}(?::[0-9A-F]{2}){31}$/.test(text)) {
    throw badFingerprint()
  }
  return Uint8Array.from(text.split(':'), (pair) => Number.parseInt(pair, 16))
}

/**
 * The origin of the Android app that is signed with this certificate: `android:apk-key-hash:` and
 * the 32-byte fingerprint in unpadded base64url.
 *
 * @throws WebAuthnError `android.fingerprint` when the fingerprint is not 32 bytes long.
 */
export function androidOrigin(fingerprint: Uint8Array): string {
  if (fingerprint.length !== FINGERPRINT_LENGTH) throw badFingerprint()
  return `android:apk-key-hash:${encodeBase64url(fingerprint)}`
}

/**
 * Reads the address of a Digital Asset Links file: https on its default port, a domain, and exactly
 * the well-known path.
 *
 * @throws WebAuthnError `android.asset-link-url`.
 */
export function parseAssetLinksUrl(text: string): { host: string } {
  if (!text.endsWith(ASSET_LINKS_PATH)) throw badUrl(`its path must be ${ASSET_LINKS_PATH}`)
  const origin = originOf(text.slice(0, -ASSET_LINKS_PATH.length))
  if (origin.kind !== 'web' || origin.scheme !== 'https')
    throw badUrl('it must begin with https://')
  if (origin.port !== undefined) throw badUrl('it must not name a port')
  if (origin.isIpAddress) throw badUrl('its host must be a domain, not an IP address')
  return { host: origin.host }
}

function originOf(text: string): Origin {
  try {
    return parseOrigin(text)
  } catch (cause) {
    throw badUrl('what comes before its path must be https:// and a host', cause)
  }
}

function badFingerprint(): WebAuthnError {
  return new WebAuthnError(
    'android.fingerprint',
    'A certificate fingerprint is 32 bytes in upper-case hexadecimal, with colons between them.',
  )
}

function badUrl(fault: string, cause?: unknown): WebAuthnError {
  return new WebAuthnError('android.asset-link-url', `This is no asset links address: ${fault}.`, {
    cause,
  })
}
