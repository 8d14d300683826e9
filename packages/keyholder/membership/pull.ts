import { decodeBase64url } from '@keyward/codec'
import type { Head } from '@keyward/protocol'
import { KeyholderError } from '../error.ts'
import type { Acting, SessionCall } from './acting.ts'

/**
 * Brings this device's chain up to what the server has.
 *
 * @throws {KeyholderError} as `Membership.adopt`; `membership.rolled-back` when the server has less
 *   than this device, which is no evidence yet: a restored server says so, and synchronisation gives
 *   it back what it lost
 */
export async function pullChain({
  call,
  membership,
}: Pick<Acting, 'call' | 'membership'>): Promise<void> {
  for (;;) {
    const known = membership()
    const from = known.state.head.sequence + 1
    const { entries, head } = await call('getChain', { query: { from } })
    if (head.sequence < known.state.head.sequence) throw behind()
    await known.adopt(entries.map(decodeBase64url), head)
    if (entries.length === 0 || head.sequence < from + entries.length) return
  }
}

/** The server's chain from an entry on, unchecked. @throws {KeyholderError} `remote.*` */
export async function fetchChain(
  call: SessionCall,
  from: number,
): Promise<{ readonly entries: readonly Uint8Array[]; readonly head: Head }> {
  const received: Uint8Array[] = []
  for (;;) {
    const next = from + received.length
    const { entries, head } = await call('getChain', { query: { from: next } })
    received.push(...entries.map(decodeBase64url))
    if (entries.length === 0 || next + entries.length > head.sequence)
      return { entries: received, head }
  }
}

function behind(): KeyholderError {
  return new KeyholderError(
    'membership.rolled-back',
    'The server shows an older state of the workspace than this device has seen: synchronise first.',
  )
}
