import { type LeftSignal, readLeftSignals, SIGNALS_KEY } from '@keyward/channel'
import { hasRpId } from '../routing/hints.ts'
import { rpIdFor } from '../routing/decide.ts'
import type { Settings } from '../settings/settings.ts'
import { readSignal } from './read-signal.ts'

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
export function admitSignal(heard: Heard): LeftSignal | undefined {
  const { origin, method, text, settings, now, id } = heard
  const read = readSignal(method, text)
  if (read === undefined || !settings.isMember || settings.hints === undefined) return undefined
  const found = rpIdFor(origin, read.rpId)
  if (found === undefined || found.isRelated || !hasRpId(settings.hints, found.rpId))
    return undefined
  return { id, at: now, origin, signal: { ...read, rpId: found.rpId } }
}

/** The queue with one more; the same words twice are one signal, and the oldest go. */
export function enqueue(queue: unknown, added: LeftSignal): readonly LeftSignal[] {
  const others = readLeftSignals(queue).filter((left) => wordsOf(left) !== wordsOf(added))
  return [...others, added].slice(-MOST)
}

function wordsOf({ origin, signal }: LeftSignal): string {
  return JSON.stringify([origin, signal])
}

/** Where the queue is kept. */
export async function keepSignal(
  local: Pick<typeof chrome.storage.local, 'get' | 'set'>,
  signal: LeftSignal,
): Promise<void> {
  const kept = await local.get(SIGNALS_KEY)
  await local.set({ [SIGNALS_KEY]: enqueue(kept[SIGNALS_KEY], signal) })
}
