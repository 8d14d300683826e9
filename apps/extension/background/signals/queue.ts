import { hasRpId } from '../routing/hints.ts'
import { rpIdFor } from '../routing/decide.ts'
import { KEYS, type Settings } from '../settings/settings.ts'
import { readSignal, type Signal } from './read-signal.ts'

/** A signal as it waits for a page of the extension that has the vault open. */
export interface QueuedSignal {
  readonly id: string
  /** UTC milliseconds. */
  readonly at: number
  /** As the browser attests it. */
  readonly origin: string
  readonly rpId: string
  readonly signal: Signal
}

const MOST = 100

export interface Heard {
  readonly origin: string
  readonly method: string
  readonly text: string
  readonly settings: Settings
  readonly now: number
  readonly id: string
}

/**
 * What a site said, if it may say it: of an RP ID that its origin has by itself, for which there is a
 * passkey. Related origins are not asked about here, so theirs are not taken.
 */
export function admitSignal({ origin, method, text, settings, now, id }: Heard) {
  const read = readSignal(method, text)
  if (read === undefined || !settings.isMember || settings.hints === undefined) return undefined
  const found = rpIdFor(origin, read.rpId)
  if (found === undefined || found.isRelated || !hasRpId(settings.hints, found.rpId))
    return undefined
  return { id, at: now, origin, rpId: found.rpId, signal: read.signal } satisfies QueuedSignal
}

/** The queue with one more; the same words twice are one signal, and the oldest go. */
export function enqueue(queue: unknown, added: QueuedSignal): readonly QueuedSignal[] {
  const before = Array.isArray(queue) ? (queue as QueuedSignal[]) : []
  const wordsOf = ({ origin, rpId, signal }: QueuedSignal): string =>
    JSON.stringify([origin, rpId, signal])
  const others = before.filter((queued) => wordsOf(queued) !== wordsOf(added))
  return [...others, added].slice(-MOST)
}

/** Where the queue is kept. */
export async function keepSignal(
  local: Pick<typeof chrome.storage.local, 'get' | 'set'>,
  signal: QueuedSignal,
): Promise<void> {
  const kept = await local.get(KEYS.signals)
  await local.set({ [KEYS.signals]: enqueue(kept[KEYS.signals], signal) })
}
