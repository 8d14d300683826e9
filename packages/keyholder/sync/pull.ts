import { decodeBase64url, equalBytes } from '@keyward/codec'
import { type Changes, LIMITS } from '@keyward/protocol'
import { KeyholderError } from '../error.ts'
import { checkLogHead, isLogKeyNew, rememberedOf, reportSeenHead } from './log-head.ts'
import type { SyncPorts } from './port.ts'
import { putEntriesBack } from './put-entries-back.ts'
import type { Tally } from './report.ts'
import { READER, readState, stateChange, type SyncState } from './state.ts'

/** A page that was asked for before it is needed, for who stands where it begins. */
interface Ahead {
  readonly from: SyncState
  readonly page: Promise<Changes | 'start-again'>
}

/**
 * Brings in everything that the server has and this device has not. Each page is written in one
 * batch, with the chain and the revision that belong to it.
 *
 * A server with another incarnation, or with a lower revision than it had, was restored from a
 * backup: everything is pulled anew then, and what it lost is put back.
 *
 * @param isWhole everything is asked for anew, and what was set apart tried again
 * @throws {KeyholderError} `remote.*`, `replica.*`, `membership.*`, `activity.*`
 */
export async function pull(ports: SyncPorts, tally: Tally, isWhole = false): Promise<void> {
  const { replica } = ports
  const seen = new Set<string>()
  const first = await readState(replica)
  // A restored server is compared whole: what an earlier run has seen of it is not remembered.
  if (first.state.isRestoring) await startAgain(ports, true)
  else if (isWhole || first.state.reader !== READER) await startAgain(ports, false)
  const stop = new AbortController()
  let ahead: Ahead | undefined
  try {
    for (;;) {
      const { state, expect } = await readState(replica)
      const page = await (ahead !== undefined && isSamePlace(ahead.from, state)
        ? ahead.page
        : getPage(ports, state))
      ahead = undefined
      if (page === 'start-again') {
        await startAgain(ports, state.isRestoring)
        continue
      }
      if (isOtherServerData(state, page)) {
        await reportSeenHead(ports, state)
        await startAgain(ports, true)
        continue
      }
      // The next one is on its way while this one is checked and written.
      if (page.hasMore) ahead = askAhead(ports, stateAfter(state, page), stop.signal)
      const next = await takePage(ports, page, state, expect, tally)
      if (next === undefined) continue
      for (const { accountId } of page.accounts) seen.add(accountId)
      if (page.hasMore) continue
      if (next.isRestoring) await finishRestoring(ports, page, seen, tally)
      return
    }
  } finally {
    stop.abort()
  }
}

function askAhead(ports: SyncPorts, from: SyncState, signal: AbortSignal): Ahead {
  const page = getPage(ports, from, signal)
  // Whoever takes it in gets the error; that may be nobody.
  page.catch(() => {})
  return { from, page }
}

/** Whether what comes next is the same for both. */
function isSamePlace(one: SyncState, other: SyncState): boolean {
  return one.incarnation === other.incarnation && one.revision === other.revision
}

async function getPage(
  ports: SyncPorts,
  { incarnation, revision: since, activityHead }: SyncState,
  signal?: AbortSignal,
): Promise<Changes | 'start-again'> {
  try {
    return await ports.remote.call('getChanges', {
      // As many as there may be: a page also ends by its bytes, and each is one durable write.
      query: {
        since,
        limit: LIMITS.page,
        ...(since === 0 ? {} : { incarnation }),
        ...(activityHead === undefined ? {} : { logSize: activityHead.sequence }),
      },
      token: ports.token(),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    const isTooOld = error instanceof KeyholderError && error.code === 'start_again'
    if (!isTooOld || since === 0) throw error
    return 'start-again'
  }
}

function isOtherServerData({ incarnation, revision }: SyncState, page: Changes): boolean {
  if (incarnation === undefined) return false
  return page.incarnation !== incarnation || page.revision < revision
}

/** undefined when another tab or process was faster. */
async function takePage(
  ports: SyncPorts,
  page: Changes,
  state: SyncState,
  expect: Awaited<ReturnType<typeof readState>>['expect'],
  tally: Tally,
): Promise<SyncState | undefined> {
  const { membership, vault } = ports
  const isRestored = state.isRestoring
  await checkActivity(ports, state, page)
  const entries = page.entries.map(decodeBase64url)
  const isShorter = isRestored && isOwnPrefix(ports, page)
  const adoption = await membership.prepare(
    entries,
    isShorter ? undefined : { sequence: page.head.sequence, hash: page.head.hash },
  )
  const next = stateAfter(state, page)
  const taken = await vault.takePage({
    accounts: page.accounts,
    chain: { state: adoption.state, entries },
    isRestored,
    changes: [...adoption.changes, stateChange(next)],
    expect: [...adoption.expect, expect],
  })
  if (taken.isOvertaken) {
    await membership.refresh()
    return undefined
  }
  adoption.accept()
  tally.pulled += page.accounts.length
  tally.isLogKeyNew ||= isLogKeyNew(state, page)
  for (const accountId of taken.accountIds) {
    tally.changed.add(accountId)
    tally.refused.delete(accountId)
  }
  for (const { accountId, rule } of taken.refused) tally.refused.set(accountId, rule)
  return next
}

/** Where the device stands once the page is written. */
function stateAfter(state: SyncState, page: Changes): SyncState {
  const { incarnation, revision } = page
  const isNew = state.isLogKeyNew || isLogKeyNew(state, page)
  return { ...state, incarnation, revision, ...rememberedOf(page), isLogKeyNew: isNew }
}

/** Whether the server's chain is the beginning of the one that is known. */
function isOwnPrefix({ membership }: SyncPorts, { head }: Changes): boolean {
  const own = membership.hashAt(head.sequence)
  return (
    head.sequence < membership.state.head.sequence &&
    own !== undefined &&
    equalBytes(own, decodeBase64url(head.hash))
  )
}

/**
 * A server that is refused because of its log is shown first what it signed before.
 *
 * @throws {KeyholderError} `activity.*`, `remote.malformed`
 */
async function checkActivity(ports: SyncPorts, state: SyncState, page: Changes): Promise<void> {
  try {
    checkLogHead(ports.workspaceId, state, page)
  } catch (error) {
    // That it lies is what counts, whether or not it can be told so.
    await reportSeenHead(ports, state).catch(() => {})
    throw error
  }
}

async function startAgain({ replica }: SyncPorts, isRestoring: boolean): Promise<void> {
  const { state, expect } = await readState(replica)
  const activityHead = isRestoring ? undefined : state.activityHead
  const incarnation = isRestoring ? undefined : state.incarnation
  const signedHead = isRestoring ? undefined : state.signedHead
  const begun = { incarnation, revision: 0, reader: READER, isRestoring }
  const next = { ...state, ...begun, activityHead, signedHead }
  await replica.write([stateChange(next)], [expect])
}

async function finishRestoring(
  ports: SyncPorts,
  page: Changes,
  seen: ReadonlySet<string>,
  tally: Tally,
): Promise<void> {
  const entries = await putEntriesBack(ports, page.head.sequence)
  const accounts = await ports.vault.markLost((accountId) => seen.has(accountId))
  const { state, expect } = await readState(ports.replica)
  await ports.replica.write([stateChange({ ...state, isRestoring: false })], [expect])
  tally.restored = { entries, accounts }
}
