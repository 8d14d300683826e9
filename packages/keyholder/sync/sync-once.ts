import { ReplicaError } from '../replica.ts'
import { explained } from '../vault/rows/transaction.ts'
import type { SealedPush, SyncPorts } from './port.ts'
import { pull } from './pull.ts'
import { push, pushClaims, type PushedRound } from './push.ts'
import { newTally, reportOf, type SyncReport, type Tally } from './report.ts'
import { reportActivity } from './report-activity.ts'
import { readState, stateChange } from './state.ts'

/** How often stale changes are merged and pushed again before they wait for the next time. */
const MOST_ROUNDS = 5

/**
 * Exchanges everything with the server once: pulls, does what Owners owe, pushes, and pulls and
 * pushes again while others were faster. What could not be pushed waits, and nothing is lost when it
 * is cut off anywhere.
 *
 * `isWhole` asks for everything anew, and so tries again what was set apart.
 *
 * @throws {KeyholderError} `remote.*` when the server can't be reached or refuses the device;
 *   `membership.*`, `activity.*` where it seems to lie; `replica.*`; `session.*`
 */
export async function syncOnce<Push extends SealedPush>(
  ports: SyncPorts<Push>,
  { isWhole = false }: { readonly isWhole?: boolean } = {},
): Promise<SyncReport> {
  const tally = newTally()
  try {
    await exchange(ports, tally, isWhole)
    await ports.sharing?.afterwards()
    await keepTime(ports)
  } catch (error) {
    throw explained(error)
  }
  return reportOf(tally)
}

async function exchange<Push extends SealedPush>(
  ports: SyncPorts<Push>,
  tally: Tally,
  isWhole: boolean,
): Promise<void> {
  const { vault } = ports
  let round: PushedRound<Push> = { isAgain: false, stale: [] }
  for (let count = 1; count <= MOST_ROUNDS; count += 1) {
    await pull(ports, tally, isWhole && count === 1)
    for (const { push: sent, current } of round.stale) await vault.takeStale(sent, current)
    const changed = [...tally.changed]
    tally.changed.clear()
    await vault.doDuties(changed)
    const before = tally.pushed
    await ports.sharing?.beforePush()
    round = await push(ports, tally)
    const isClaimStale = await pushClaims(ports)
    tally.reported += await reportActivity(ports)
    // What was put back or rotated may leave more to do, and the pull knows the new revision.
    if (!round.isAgain && !isClaimStale && tally.pushed === before) return
  }
}

/** Says that everything was exchanged. Another tab that says so at the same time is as right. */
async function keepTime({ replica, clock }: SyncPorts): Promise<void> {
  const { state, expect } = await readState(replica)
  try {
    await replica.write([stateChange({ ...state, lastSync: clock() })], [expect])
  } catch (error) {
    if (!(error instanceof ReplicaError && error.rule === 'replica.conflict')) throw error
  }
}
