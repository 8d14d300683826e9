import { toUsvString } from '@keyward/codec'

/** How a one-time code is made (RFC 6238). */
export interface OneTimeCode {
  /** Base32 without padding, in upper case. */
  readonly secret: string
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  readonly digits: number
  /** Seconds. */
  readonly period: number
  readonly issuer: string
  readonly username: string
}

const ALGORITHMS = ['SHA1', 'SHA256', 'SHA512'] as const
const BASE32 = /^[A-Z2-7]{1,1024}$/

/**
 * The text that an account keeps: the bare secret where everything else is as usual (SHA-1, six
 * digits, 30 seconds) and nothing names an issuer or username, otherwise an `otpauth` address.
 */
export function encodeOneTimeCode(code: OneTimeCode): string {
  const { secret, algorithm, digits, period, issuer, username } = code
  const isUsual = algorithm === 'SHA1' && digits === 6 && period === 30
  return isUsual && issuer === '' && username === '' ? secret : otpauthAddress(code)
}

/** The `otpauth` address of a code, with every parameter. */
export function otpauthAddress(code: OneTimeCode): string {
  const { secret, algorithm, digits, period, issuer, username } = code
  const parameters = [
    `secret=${secret}`,
    ...(issuer === '' ? [] : [`issuer=${encodeURIComponent(issuer)}`]),
    `algorithm=${algorithm}`,
    `digits=${digits}`,
    `period=${period}`,
  ]
  // A colon divides issuer and username: one of the username's own needs another before it. And dots
  // alone, encoded or not, would be a folder of the address, which whoever reads it drops.
  const needsIssuer = username.includes(':') || username === '.' || username === '..'
  const label = needsIssuer ? `${issuer}:${username}` : username
  return `otpauth://totp/${encodeURIComponent(label)}?${parameters.join('&')}`
}

/** Builds a code from what a format says of it; undefined where that makes no sense. */
export function oneTimeCode(parts: {
  readonly secret: string
  readonly algorithm?: string
  readonly digits?: string
  readonly period?: string
  readonly issuer?: string
  readonly username?: string
}): OneTimeCode | undefined {
  const secret = parts.secret.replaceAll(/[\s-]/g, '').replace(/=+$/, '').toUpperCase()
  const named = (parts.algorithm ?? '').toUpperCase().replace(/^HMAC/, '').replaceAll('-', '')
  const algorithm = ALGORITHMS.find((known) => known === (named === '' ? 'SHA1' : named))
  const digits = wholeNumber(parts.digits, 6, 10)
  const period = wholeNumber(parts.period, 30, 86_400)
  if (!BASE32.test(secret) || algorithm === undefined) return undefined
  if (digits === undefined || period === undefined) return undefined
  const issuer = toUsvString(parts.issuer ?? '')
  return { secret, algorithm, digits, period, issuer, username: toUsvString(parts.username ?? '') }
}

/** Reads the text that an account keeps; undefined where it is of another kind. Never throws. */
export function parseOneTimeCode(text: string): OneTimeCode | undefined {
  if (!/^otpauth:/i.test(text.trim())) return oneTimeCode({ secret: text })
  const url = URL.parse(text.trim())
  if (url === null || url.host.toLowerCase() !== 'totp') return undefined
  const [label, issuer] = labelOf(url)
  return oneTimeCode({
    secret: url.searchParams.get('secret') ?? '',
    algorithm: url.searchParams.get('algorithm') ?? '',
    digits: url.searchParams.get('digits') ?? '',
    period: url.searchParams.get('period') ?? '',
    issuer: url.searchParams.get('issuer') ?? issuer,
    username: label,
  })
}

/** The label of the address is the username, or the issuer, a colon and the username. */
function labelOf(url: URL): [username: string, issuer: string] {
  let label = url.pathname.replace(/^\/+/, '')
  try {
    label = decodeURIComponent(label)
  } catch {
    // It stays as it is written.
  }
  const colon = label.indexOf(':')
  if (colon === -1) return [label.trim(), '']
  return [label.slice(colon + 1).trim(), label.slice(0, colon).trim()]
}

function wholeNumber(text: string | undefined, absent: number, most: number): number | undefined {
  if (text === undefined || text === '') return absent
  const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= most ? number : undefined
}
