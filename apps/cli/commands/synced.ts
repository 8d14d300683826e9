import type { Keyholder, Synchronised } from '@keyward/keyholder/keyholder'
import type { Answer } from '../frame/answer.ts'
import type { Context } from '../frame/context.ts'

/** The part of an answer that tells how far a change has got. */
export interface SyncTold {
  readonly remarks: readonly string[]
  readonly json: { readonly synchronised: boolean; readonly unsynchronised: number }
}

/**
 * Synchronises after a change, as well as it goes: the change itself is durable already, so that a
 * server that can't be reached is told and no failure.
 */
export async function syncAfterwards(context: Context, keyholder: Keyholder): Promise<SyncTold> {
  context.progress.say('Synchronising…')
  const synchronised = await keyholder.synchronise()
  context.progress.end()
  return syncToldOf(synchronised)
}

/** What people and programs are told of a sync. */
export function syncToldOf({ problem, report, unsynchronised, taken }: Synchronised): SyncTold {
  const remarks: string[] = []
  if (problem !== undefined) remarks.push(`Not synchronised: ${problem.message}`)
  if (unsynchronised > 0)
    remarks.push(
      unsynchronised === 1
        ? 'The changes of 1 account are kept here, and wait for the server.'
        : `The changes of ${unsynchronised} accounts are kept here, and wait for the server.`,
    )
  for (const accountId of taken)
    remarks.push(`Username taken: rename account ${accountId}; nothing of it was lost.`)
  for (const { accountId, rule } of report?.refused ?? [])
    remarks.push(`Set apart, since it does not verify (${rule}): ${accountId}. See keyward doctor.`)
  if (report?.restored !== undefined) {
    const { entries, accounts } = report.restored
    remarks.push(
      `The server was restored from a backup. What it had lost was put back: ${entries} entries of the membership chain, ${accounts} accounts.`,
    )
  }
  if (report?.isLogKeyNew === true)
    remarks.push(
      'The server signs its activity log with another key than before. That is right if its operator made new secrets; ask, if you do not know.',
    )
  return { remarks, json: { synchronised: problem === undefined, unsynchronised } }
}

/** The answer of a change, with how far it has got. */
export function withSync(answer: Answer, told: SyncTold): Answer {
  return {
    ...answer,
    json: { ...(answer.json as object), ...told.json },
    remarks: [...(answer.remarks ?? []), ...told.remarks],
  }
}
