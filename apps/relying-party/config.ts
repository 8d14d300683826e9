import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** What the environment asks for, checked. The port may still move when it is taken. */
export type PerchSettings = {
  /** The port to listen on; 0 means any free one. */
  port: number
  hostname: string
  /** Absolute path of the folder that holds the database. */
  dataFolder: string
  rpId: string
  /** The public origin, when it differs from the one that Perch listens on. */
  publicOrigin: string | undefined
  tls: { cert: string; key: string } | undefined
  relatedOrigins: string[]
  androidPackage: string
  /** SHA-256 fingerprints of signing certificates, as upper-case hexadecimal pairs with colons. */
  androidFingerprints: string[]
  simulator: string | undefined
}

/** What the app needs to know about itself; fixed for the life of the process. */
export type PerchConfig = {
  rpId: string
  /** The origin that people type, and that every other host name is sent to. */
  origin: string
  relatedOrigins: string[]
  androidPackage: string
  androidFingerprints: string[]
  /** The origin of the simulated phone that may frame Perch; undefined where there is none. */
  simulator: string | undefined
}

/** Says which variable is wrong and what it should look like. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * The signing certificate that Perch's app has on the simulated phone, as a SHA-256 fingerprint. No
 * key belongs to it, so no real app can have it.
 */
export const simulatedCertificate =
  'EE:9D:8F:E0:CB:93:3D:00:9A:9B:AF:97:66:5E:F7:21:0B:7B:C9:2F:D1:FA:69:FB:0D:42:55:79:17:E2:2B:E4'

const fingerprintPattern = /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/
const rpIdPattern =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

/**
 * Reads the `PERCH_*` variables.
 * @throws {ConfigError} naming the first variable that cannot be used
 */
export function readSettings(env: Record<string, string | undefined>): PerchSettings {
  const rpId = env['PERCH_RP_ID'] || 'perch.localhost'
  if (!rpIdPattern.test(rpId)) {
    throw new ConfigError(`PERCH_RP_ID is a lower-case host name without a port, not "${rpId}".`)
  }
  return {
    port: readPort(env['PERCH_PORT']),
    hostname: env['PERCH_HOST'] || '127.0.0.1',
    dataFolder: resolve(env['PERCH_DATA'] || 'data/perch'),
    rpId,
    publicOrigin: readPublicOrigin(env['PERCH_ORIGIN'], rpId),
    tls: readTls(env['PERCH_TLS_CERT'], env['PERCH_TLS_KEY']),
    relatedOrigins: splitList(env['PERCH_RELATED_ORIGINS']).map((each) =>
      readOrigin('PERCH_RELATED_ORIGINS', each),
    ),
    androidPackage: env['PERCH_ANDROID_PACKAGE'] || 'example.perch.app',
    androidFingerprints: splitList(env['PERCH_ANDROID_FINGERPRINTS']).map(readFingerprint),
    simulator: env['PERCH_SIMULATOR']
      ? readOrigin('PERCH_SIMULATOR', env['PERCH_SIMULATOR'])
      : undefined,
  }
}

/** Completes the settings with the port that Perch really listens on. */
export function makeConfig(settings: PerchSettings, port: number): PerchConfig {
  const scheme = settings.tls ? 'https' : 'http'
  return {
    rpId: settings.rpId,
    origin: settings.publicOrigin ?? new URL(`${scheme}://${settings.rpId}:${port}`).origin,
    relatedOrigins: settings.relatedOrigins,
    androidPackage: settings.androidPackage,
    androidFingerprints: [
      ...settings.androidFingerprints,
      ...(settings.simulator === undefined ? [] : [simulatedCertificate]),
    ],
    simulator: settings.simulator,
  }
}

function readPort(text: string | undefined): number {
  if (!text) return 4180
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new ConfigError(`PERCH_PORT is a number from 0 to 65535, not "${text}".`)
  }
  return port
}

function readOrigin(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const web = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (!url || !web || url.origin !== text) {
    throw new ConfigError(`${name} takes origins such as "https://perch.test", not "${text}".`)
  }
  return text
}

function readPublicOrigin(text: string | undefined, rpId: string): string | undefined {
  if (!text) return undefined
  const { hostname } = new URL(readOrigin('PERCH_ORIGIN', text))
  if (hostname !== rpId && !hostname.endsWith(`.${rpId}`)) {
    throw new ConfigError(`PERCH_ORIGIN must be on ${rpId} or below it, not on "${hostname}".`)
  }
  return text
}

function readTls(cert: string | undefined, key: string | undefined): PerchSettings['tls'] {
  if (!cert && !key) return undefined
  if (!cert || !key) throw new ConfigError('PERCH_TLS_CERT and PERCH_TLS_KEY are set together.')
  return { cert: readPem('PERCH_TLS_CERT', cert), key: readPem('PERCH_TLS_KEY', key) }
}

function readPem(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ConfigError(`${name} names a file that cannot be read: ${path}`, { cause })
  }
}

function readFingerprint(text: string): string {
  const fingerprint = text.toUpperCase()
  if (!fingerprintPattern.test(fingerprint)) {
    throw new ConfigError(
      `PERCH_ANDROID_FINGERPRINTS takes SHA-256 fingerprints, 32 pairs with colons, not "${text}".`,
    )
  }
  return fingerprint
}

function splitList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
