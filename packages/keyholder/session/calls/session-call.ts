import { decodeBase64url } from '@keyward/codec'
import type { RouteAnswer } from '@keyward/protocol/routes'
import { KeyholderError } from '../../error.ts'
import type { CallName, CallOptions } from '../../remote/port.ts'
import { drop } from '../drop.ts'
import { type Core, requireOpen, sealingOf, tell } from '../core.ts'
import { tokenRow } from '../state/token.ts'
import { isRemoved, isRemovedFrom, wipe } from '../wipe.ts'
import { remoteOf } from './remote.ts'

/**
 * A call with the session's token.
 *
 * @throws {KeyholderError} as `Remote.call`; `session.locked`; `session.ended` when the server has
 *   ended the session; `session.removed` once the replica was erased because the member or this
 *   device was removed
 */
export async function sessionCall<N extends CallName>(
  core: Core,
  name: N,
  options: Omit<CallOptions<N>, 'token'> = {},
): Promise<RouteAnswer<N>> {
  const { token } = requireToken(core)
  const remote = await remoteOf(core)
  try {
    return await remote.call(name, { ...options, token })
  } catch (error) {
    throw await heed(core, token, error)
  }
}

/** @throws {KeyholderError} `session.locked`, `session.ended` */
export function requireToken(core: Core): { readonly token: string; readonly sessionId: string } {
  const { token } = requireOpen(core)
  if (token === undefined) throw ended()
  return token
}

/**
 * What a refusal says about the session; gives what to throw. Nothing is erased on the server's word:
 * it may have been restored from a backup, or lie. Only the chain says that somebody was removed,
 * signed by whoever did it.
 */
async function heed(core: Core, token: string, error: unknown): Promise<unknown> {
  if (!(error instanceof KeyholderError)) return error
  const { code } = error
  const isAboutSession =
    code === 'unauthenticated' || code === 'not_admitted' || code === 'device_not_admitted'
  if (!isAboutSession) return error
  if (isRemoved(core)) return wipe(core, error)
  if (code !== 'unauthenticated') return error
  if (await learnRemoval(core, token)) return wipe(core, error)
  await forget(core, token)
  return ended(error)
}

/**
 * Asks for the end of the chain, which is all that the session of a removed member or device gets.
 *
 * @returns whether the chain says that the member or this device was removed
 */
async function learnRemoval({ open, remote }: Core, token: string): Promise<boolean> {
  if (open === undefined || remote === undefined) return false
  const { membership, unlocked } = open
  const from = membership.state.head.sequence + 1
  try {
    const { entries } = await remote.call('getChain', { token, query: { from } })
    await membership.adopt(entries.map(decodeBase64url))
  } catch (error) {
    // An ended session is refused here too, and what is not a chain that goes on proves nothing.
    if (!(error instanceof KeyholderError)) throw error
  }
  return isRemovedFrom(membership.state, unlocked)
}

/** Drops a token that the server no longer takes, unless there is a newer one. */
async function forget(core: Core, token: string): Promise<void> {
  const { open } = core
  if (open === undefined || open.token?.token !== token) return
  open.token = undefined
  await core.replica.write([await tokenRow(sealingOf(core), open.unlocked, undefined)])
  tell(core, { kind: 'ended' })
}

function ended(cause?: unknown): KeyholderError {
  return new KeyholderError(
    'session.ended',
    'The session with the server has ended: unlock again to begin a new one.',
    { cause },
  )
}

/** Locks this session, and tells other tabs and processes. Locking what is locked does nothing. */
export async function lock(core: Core): Promise<void> {
  drop(core, 'asked')
  await core.replica.signal('lock')
}
