import { ChannelError } from '../error.ts'
import { list, record, type Shape, type Shaped, variants } from '../shape/shape.ts'
import { bytes, literal, text, whole } from '../shape/values.ts'
import { rpId } from './provider.ts'

/*
 * What sites say of passkeys (WebAuthn Level 3, section 5.1.10), as a shell's background leaves it
 * for the pages that hold the vault.
 */

const credentialId = bytes(1023, 1)
const userId = bytes(64, 1)
/** Longer names are no names: authenticators may cut them from 64 bytes on. */
const name = text(200)

const siteSignal = variants('kind', {
  unknown: record({ kind: literal('unknown'), rpId, credentialId }),
  accepted: record({
    kind: literal('accepted'),
    rpId,
    userId,
    credentialIds: list(credentialId, 256),
  }),
  user: record({ kind: literal('user'), rpId, userId, name, displayName: name }),
})

/** What a site says; the RP ID is one that its origin may speak for. */
export type SiteSignal = Shaped<typeof siteSignal>

const leftSignal = record({
  id: text(64),
  /** UTC milliseconds. */
  at: whole(0),
  /** As the browser attests it. */
  origin: text(512),
  signal: siteSignal,
})

/** A signal as it waits for a page that has the vault open. */
export type LeftSignal = Shaped<typeof leftSignal>

/** Where the signals that wait are kept in the extension's storage. */
export const SIGNALS_KEY = 'keyward.signals'

/** Total; undefined for what is no signal. */
export function readSiteSignal(value: unknown): SiteSignal | undefined {
  return unlessMalformed(siteSignal, value)
}

/** The signals that wait, the oldest first. Total: what can't be read is passed over. */
export function readLeftSignals(value: unknown): readonly LeftSignal[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : []
  return all.flatMap((one) => unlessMalformed(leftSignal, one) ?? [])
}

function unlessMalformed<T>(shape: Shape<T>, value: unknown): T | undefined {
  try {
    return shape(value, 'signal')
  } catch (error) {
    if (error instanceof ChannelError) return undefined
    throw error
  }
}
