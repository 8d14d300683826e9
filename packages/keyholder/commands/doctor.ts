import { KeyholderError } from '../error.ts'
import { COLLECTIONS } from '../replica/port.ts'
import type { Keyholder } from './keyholder.ts'

/** What a check of a device came to. */
export interface Finding {
  /** Which check, for programs. */
  readonly check: string
  /** `bad` needs somebody; `note` is worth knowing. */
  readonly state: 'good' | 'note' | 'bad'
  /** For people: what is so, and what to do. */
  readonly text: string
}

/**
 * Looks a device over: that its copy can be read whole, that the server answers and speaks the same
 * protocol, clocks, the membership chain, what could not be verified, and what waits for the server.
 * Of a locked device it checks what can be checked so. Changes nothing.
 */
export async function diagnose(keyholder: Keyholder): Promise<readonly Finding[]> {
  const { session } = keyholder
  const findings = [await replicaFinding(keyholder)]
  if (session.state.kind === 'none')
    return [...findings, { check: 'session', state: 'note', text: 'Nobody is signed in here.' }]
  findings.push(...(await serverFindings(keyholder)))
  if (session.state.kind === 'locked') {
    const text = 'The device is locked: unlock it to check the rest.'
    return [...findings, { check: 'session', state: 'note', text }]
  }
  findings.push(keysFinding(keyholder), chainFinding(keyholder))
  findings.push(...(await syncFindings(keyholder)))
  return findings
}

/** Reads every row, so that damage anywhere is met. */
async function replicaFinding({ ports: { replica } }: Keyholder): Promise<Finding> {
  const check = 'replica'
  try {
    let rows = 0
    for (const collection of COLLECTIONS) {
      for (let after: string | undefined; ;) {
        const page = await replica.list(collection, {
          limit: 500,
          ...(after === undefined ? {} : { after }),
        })
        rows += page.length
        after = page.at(-1)?.key
        if (after === undefined) break
      }
    }
    return { check, state: 'good', text: `The copy on this device is whole (${rows} rows).` }
  } catch (error) {
    return { check, state: 'bad', text: `The copy on this device can't be read: ${said(error)}` }
  }
}

const MOST_OFFSET = 5 * 60_000

async function serverFindings({ session, ports }: Keyholder): Promise<Finding[]> {
  const { clock } = ports.platform
  try {
    const remote = await session.remote()
    const { version, time, protocol } = await remote.call('getServer')
    const seconds = Math.round((time - clock()) / 1000)
    const isFar = Math.abs(seconds * 1000) > MOST_OFFSET
    return [
      {
        check: 'server',
        state: 'good',
        text: `The server ${remote.origin} answers (version ${version}, protocol ${protocol.oldest} to ${protocol.newest}).`,
      },
      {
        check: 'clock',
        state: isFar ? 'note' : 'good',
        text: isFar
          ? `This clock and the server's are ${Math.abs(seconds)} seconds apart: set the one that is wrong.`
          : 'This clock and the server’s agree.',
      },
    ]
  } catch (error) {
    const state =
      error instanceof KeyholderError && error.rule === 'remote.offline' ? 'note' : 'bad'
    return [
      { check: 'server', state, text: `The server does not answer as it should: ${said(error)}` },
    ]
  }
}

function keysFinding({ session }: Keyholder): Finding {
  const check = 'keys'
  const { state } = session
  const isDue = state.kind !== 'none' && state.known.areKeysDue
  return isDue
    ? {
        check,
        state: 'bad',
        text: 'New keys are due, since the kit was used or a device removed: run keyward renew.',
      }
    : { check, state: 'good', text: 'Your keys are up to date.' }
}

function chainFinding({ session }: Keyholder): Finding {
  const check = 'chain'
  const { evidence, state } = session.membership()
  return evidence === undefined
    ? {
        check,
        state: 'good',
        text: `The membership chain is whole (${state.head.sequence + 1} entries).`,
      }
    : {
        check,
        state: 'bad',
        text: `The server showed another history of the workspace (${evidence.rule}): nothing is written until this is settled.`,
      }
}

async function syncFindings(keyholder: Keyholder): Promise<Finding[]> {
  const { vault } = await keyholder.desk()
  const { unsynchronised, isOverdue, lastSynchronisedAt } = await keyholder.syncState()
  const apart = await vault.apart()
  const findings: Finding[] = [
    unsynchronised === 0
      ? { check: 'changes', state: 'good', text: 'Every change has reached the server.' }
      : {
          check: 'changes',
          state: 'note',
          text: `The changes of ${unsynchronised} accounts wait for the server.`,
        },
    syncFinding(lastSynchronisedAt, isOverdue),
  ]
  for (const { key, rule } of apart)
    findings.push({
      check: 'apart',
      state: 'bad',
      text: `Set apart and kept as it came: ${key} (${rule}).`,
    })
  return findings
}

function syncFinding(lastSynchronisedAt: number | undefined, isOverdue: boolean): Finding {
  const check = 'sync'
  if (lastSynchronisedAt === undefined)
    return { check, state: 'note', text: 'This device has never synchronised.' }
  return isOverdue
    ? { check, state: 'bad', text: 'Nothing was exchanged with the server for more than a day.' }
    : { check, state: 'good', text: 'This device is synchronised.' }
}

/** The sentences of our own errors; of others nothing is said. */
function said(error: unknown): string {
  return error instanceof Error && 'rule' in error ? error.message : 'for an unknown reason.'
}
