import type { AccountChange, PushResults } from '@keyward/protocol'
import { KeyholderError } from '../error.ts'
import type { SealedPush, SyncPorts } from './port.ts'
import type { Tally } from './report.ts'

/** What a push leaves to be done after the next pull. */
export interface PushedRound<Push> {
  readonly isAgain: boolean
  readonly stale: readonly { readonly push: Push; readonly current: AccountChange }[]
}

/** Refusals of a whole request, after which its accounts are sent one by one. */
const WHOLE_REFUSALS: ReadonlySet<string | undefined> = new Set(['bad_request', 'too_large'])

/**
 * Sends everything that waits, in batches. Nothing is lost by any answer: what was not taken waits on.
 *
 * @throws {KeyholderError} `remote.*`, `replica.*`, `membership.*` while the chain is in doubt
 */
export async function push<Push extends SealedPush>(
  ports: SyncPorts<Push>,
  tally: Tally,
): Promise<PushedRound<Push>> {
  const { vault, membership } = ports
  const done = new Set<string>()
  const stale: { push: Push; current: AccountChange }[] = []
  let isAgain = false
  for (;;) {
    membership.requireTrust()
    const pushes = await vault.nextPushes((accountId) => done.has(accountId))
    if (pushes.length === 0) return { isAgain, stale }
    for (const { accountId } of pushes) done.add(accountId)
    for (const result of await send(ports, pushes)) {
      const sent = pushes.find(({ accountId }) => accountId === result.accountId)
      if (sent === undefined) continue
      const settled = await vault.settle(sent, result)
      if (settled === 'accepted') tally.pushed += 1
      if (settled === 'refused') tally.kept += 1
      if (settled === 'again') isAgain = true
      if (settled === 'accepted') tally.changed.add(sent.accountId)
      if (result.outcome === 'stale') stale.push({ push: sent, current: result.current })
    }
  }
}

/** Sends usernames' claims again where the index key is a new one. @returns whether to pull first */
export async function pushClaims(ports: SyncPorts): Promise<boolean> {
  for (;;) {
    const round = await ports.vault.nextClaims()
    if (round === undefined) return false
    let isStale = false
    if (round.pushes.length > 0) {
      for (const result of await send(ports, round.pushes)) {
        const sent = round.pushes.find(({ accountId }) => accountId === result.accountId)
        if (sent !== undefined && (await ports.vault.settle(sent, result)) === 'again')
          isStale = true
      }
    }
    if (isStale) return true
    await round.keep()
  }
}

/** A request that is refused as a whole is sent in parts, so that one account holds up no other. */
async function send(
  ports: SyncPorts,
  pushes: readonly SealedPush[],
): Promise<PushResults['results']> {
  const accounts = pushes.map((one) => one.push)
  try {
    return (await ports.remote.call('push', { body: { accounts }, token: ports.token() })).results
  } catch (error) {
    if (!(error instanceof KeyholderError && WHOLE_REFUSALS.has(error.code))) throw error
    const [only, ...others] = pushes
    if (only === undefined) throw error
    if (others.length === 0) {
      const rule = error.code ?? null
      return [{ accountId: only.accountId, outcome: 'refused', code: 'object_refused', rule }]
    }
    const results: PushResults['results'] = []
    for (const one of pushes) results.push(...(await send(ports, [one])))
    return results
  }
}
