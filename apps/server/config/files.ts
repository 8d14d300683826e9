import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import type { Reader } from './reader.ts'
import { SecretText } from './secret-text.ts'
import type { SettingName } from './settings.ts'

export interface Tls {
  /** The certificate with its chain, PEM. */
  readonly cert: string
  /** PEM. */
  readonly key: SecretText
}

/** null: nobody; 'loopback': this machine; else whoever shows the token. */
export type MetricsAccess = 'loopback' | SecretText | null

const LEAST_TOKEN_LENGTH = 16

/** The certificate and its key, which have to fit. */
export function readTls(reader: Reader): Tls | null {
  const hasCert = reader.text('KEYWARD_TLS_CERT') !== undefined
  const hasKey = reader.text('KEYWARD_TLS_KEY') !== undefined
  if (hasCert !== hasKey) {
    reader.mistake('KEYWARD_TLS_CERT and KEYWARD_TLS_KEY are set together.')
    return null
  }
  if (!hasCert) return null
  const cert = readText(reader, 'KEYWARD_TLS_CERT')
  const key = readText(reader, 'KEYWARD_TLS_KEY')
  if (cert === undefined || key === undefined) return null
  try {
    createSecureContext({ cert, key })
  } catch {
    reader.mistake(
      'KEYWARD_TLS_CERT and KEYWARD_TLS_KEY are no certificate and its unencrypted private key in PEM, or do not fit one another.',
    )
    return null
  }
  return { cert, key: new SecretText('TLS key', key) }
}

/** Who may read the metrics. */
export function readMetrics(reader: Reader): MetricsAccess {
  const text = reader.text('KEYWARD_METRICS') ?? 'off'
  if (text === 'off') return null
  if (text === 'loopback') return text
  if (!/[/\\]/.test(text)) {
    reader.mistake(
      `KEYWARD_METRICS is off, loopback or the path of a file with a token (with a slash in it), not "${text}".`,
    )
    return null
  }
  const token = readText(reader, 'KEYWARD_METRICS')?.trim()
  if (token === undefined) return null
  if (token.length >= LEAST_TOKEN_LENGTH && /^[\x21-\x7e]+$/.test(token)) {
    return new SecretText('metrics token', token)
  }
  reader.mistake(
    `The token in the file of KEYWARD_METRICS is one word of at least ${LEAST_TOKEN_LENGTH} characters.`,
  )
  return null
}

function readText(reader: Reader, name: SettingName): string | undefined {
  const path = resolve(reader.text(name) ?? '')
  try {
    return readFileSync(path, 'utf8')
  } catch {
    reader.mistake(`${name} names ${path}, which can't be read.`)
    return undefined
  }
}
