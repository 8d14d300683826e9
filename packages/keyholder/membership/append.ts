import { encodeBase64url } from '@keyward/codec'
import {
  appendEntry,
  encodeEntry,
  type EntryBody,
  makeEntry,
  nextEntry,
  type SignedEntry,
  type WorkspaceState,
} from '@keyward/workspace/chain'
import { KeyholderError } from '../error.ts'
import type { Acting } from './acting.ts'
import { asOwnRefusal } from './decide.ts'
import { pullChain } from './pull.ts'

/** How often an entry is made anew because another one came first. */
const MOST_TRIES = 5

/** Makes what is to be said from the newest state; undefined when there is nothing left to do. */
export type BodyMaker = (state: WorkspaceState) => EntryBody | undefined

/**
 * Appends an entry, signed by this device, once the rules allow it. When another entry came first,
 * the chain is pulled and the body made again, up to five times.
 *
 * @throws {KeyholderError} `forbidden` and `membership.refused` before the server is asked;
 *   `membership.forked`, `membership.rolled-back` while the chain is in doubt; `remote.*`
 */
export async function appendToChain(acting: Acting, make: BodyMaker): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const entry = nextOwnEntry(acting, make)
    if (entry === undefined) return
    const bytes = encodeEntry(entry)
    try {
      const { head } = await acting.call('appendEntry', { body: { entry: encodeBase64url(bytes) } })
      // Others may have come right after it: then the pull brings them in order.
      if (head.sequence === entry.sequence) await acting.membership().adopt([bytes], head)
      else await pullChain(acting)
      return
    } catch (error) {
      if (!isChainConflict(error) || attempt === MOST_TRIES) throw error
      await pullChain(acting)
    }
  }
}

/** The entry that would come next, checked as all others will check it. */
export function nextOwnEntry(
  acting: Pick<Acting, 'membership' | 'unlocked' | 'platform'>,
  make: BodyMaker,
): SignedEntry | undefined {
  const membership = acting.membership()
  membership.requireTrust()
  const { memberId: author, deviceId: device, deviceKey } = acting.unlocked()
  const { state } = membership
  const time = Math.max(acting.platform.clock(), 0)
  try {
    const body = make(state)
    if (body === undefined) return undefined
    const entry = makeEntry(deviceKey, nextEntry(state, { author, device, time }, body))
    appendEntry(state, entry)
    return entry
  } catch (error) {
    throw asOwnRefusal(error)
  }
}

export function isChainConflict(error: unknown): boolean {
  return error instanceof KeyholderError && error.code === 'chain_conflict'
}
