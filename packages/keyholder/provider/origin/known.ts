import { type Records, recordsAt } from '../records.ts'
import type { SealedRows } from '../rows.ts'

/** An app that an RP named as its own when it was asked. */
export interface LinkedApp {
  readonly rpId: string
  readonly packageName: string
  /** The newest certificate, base64url. */
  readonly certificate: string
  /** The host that said so. */
  readonly host: string
  /** UTC milliseconds. */
  readonly at: number
}

/** An app that the person trusts: a browser for all sites, another app for one RP ID. */
export interface TrustedApp {
  readonly packageName: string
  readonly certificate: string
  /** Empty for a browser. */
  readonly rpId: string
  readonly at: number
}

/** What this device knows of calling apps. Sealed: it tells which apps its owner has. */
export interface KnownApps {
  readonly linked: Records<LinkedApp>
  readonly trusted: Records<TrustedApp>
}

const MOST_LINKED = 2000
const MOST_TRUSTED = 200

export function knownApps(rows: SealedRows): KnownApps {
  const app = { packageName: 'text', certificate: 'text', rpId: 'text', at: 'number' } as const
  return {
    linked: recordsAt<LinkedApp>(rows, 'provider/linked', { ...app, host: 'text' }, MOST_LINKED),
    trusted: recordsAt<TrustedApp>(rows, 'provider/trusted', app, MOST_TRUSTED),
  }
}
