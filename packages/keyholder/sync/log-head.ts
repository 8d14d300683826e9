import { decodeBase64url, encodeBase64url, equalBytes } from '@keyward/codec'
import {
  compareHeads,
  isConsistent,
  isHeadSignedBy,
  LogError,
  parseSignedHead,
  type SignedHead,
} from '@keyward/log'
import type { Changes } from '@keyward/protocol'
import { KeyholderError } from '../error.ts'
import type { SyncPorts } from './port.ts'
import type { SyncState } from './state.ts'

/**
 * Checks where the server says that its activity log ends: that the end is signed by the key that it
 * names, that nothing of the log that was seen before is missing, and that it is the same log.
 *
 * @throws {KeyholderError} `activity.head`, `activity.rolled-back`, `activity.forked`;
 *   `remote.malformed` for what is no head
 */
export function checkLogHead(workspaceId: string, state: SyncState, page: Changes): void {
  const head = signedHeadIn(page)
  const { activityHead } = page
  const isTheEnd =
    head.workspaceId === workspaceId &&
    head.sequence === activityHead.sequence &&
    encodeBase64url(head.hash) === activityHead.hash
  if (!isTheEnd || !isHeadSignedBy(decodeBase64url(page.logHead.logKey), head))
    throw new KeyholderError(
      'activity.head',
      'The server did not sign the end of its activity log.',
    )
  if (state.isRestoring) return
  if (state.activityHead !== undefined) compare({ workspaceId, ...state.activityHead }, head)
  if (state.signedHead === undefined) return
  const seen = parseSignedHead(state.signedHead)
  const proof = page.logHead.consistency.map(decodeBase64url)
  const from = { size: seen.sequence, root: seen.root }
  if (!isConsistent(from, { size: head.sequence, root: head.root }, proof)) throw forked()
}

/** What is remembered of the log once a page is written. */
export function rememberedOf({
  activityHead,
  logHead,
}: Changes): Pick<SyncState, 'activityHead' | 'signedHead' | 'logKey'> {
  return {
    activityHead: {
      sequence: activityHead.sequence,
      hash: decodeBase64url(activityHead.hash),
    },
    signedHead: decodeBase64url(logHead.signed),
    logKey: decodeBase64url(logHead.logKey),
  }
}

/** Whether the server signs with another key than it did before. */
export function isLogKeyNew(state: SyncState, { logHead }: Changes): boolean {
  return state.logKey !== undefined && !equalBytes(state.logKey, decodeBase64url(logHead.logKey))
}

/**
 * Shows the server what it signed before, so that it knows that it was set back. A server that
 * signs with another key since, or knows no such reports, can't be shown.
 *
 * @throws {KeyholderError} `remote.*`, `session.*`
 */
export async function reportSeenHead(ports: SyncPorts, state: SyncState): Promise<void> {
  if (state.signedHead === undefined) return
  const body = { signed: encodeBase64url(state.signedHead) }
  try {
    await ports.remote.call('reportLogHead', { body, token: ports.token() })
  } catch (error) {
    const code = error instanceof KeyholderError ? error.code : undefined
    if (code !== 'object_refused' && code !== 'not_found') throw error
  }
}

function compare(
  remembered: Parameters<typeof compareHeads>[0],
  received: Parameters<typeof compareHeads>[1],
): void {
  const comparison = compareHeads(remembered, received)
  if (comparison === 'rolled-back')
    throw new KeyholderError('activity.rolled-back', 'The server’s activity log got shorter.')
  if (comparison === 'forked') throw forked()
}

function signedHeadIn({ logHead }: Changes): SignedHead {
  try {
    return parseSignedHead(decodeBase64url(logHead.signed))
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    throw new KeyholderError('remote.malformed', error.message, { cause: error })
  }
}

function forked(): KeyholderError {
  return new KeyholderError('activity.forked', 'The server shows another activity log than before.')
}
