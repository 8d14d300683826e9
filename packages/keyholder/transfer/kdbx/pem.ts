import { CodecError, decodeBase64url, encodeBase64url } from '@keyward/codec'

const PEM =
  /^\s*-----BEGIN (?:EC |RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END [A-Z ]+-----\s*$/

/** The key inside a PEM text as base64url, which is empty where the text is none. */
export function fromPem(text: string): string {
  return fromBase64(PEM.exec(text)?.[1] ?? '')
}

/** PKCS#8 as PEM, in lines of 64 characters. */
export function toPem(pkcs8: Uint8Array): string {
  const lines = toBase64(pkcs8).match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
}

/** Base64 of either alphabet as base64url. */
export function fromBase64(text: string): string {
  return text.replaceAll(/\s/g, '').replaceAll('+', '-').replaceAll('/', '_')
}

export function toBase64(bytes: Uint8Array): string {
  const text = encodeBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** Whether it is base64url of 1 to 64 bytes, as a seed is. */
export function isSeed(base64url: string): boolean {
  try {
    const { length } = decodeBase64url(base64url)
    return length >= 1 && length <= 64
  } catch (error) {
    if (error instanceof CodecError) return false
    throw error
  }
}
