import {
  admitMember,
  type Desk,
  type Limits,
  shareAccount,
  sharingOf,
  type WaitingJoin,
} from '@keyward/keyholder/commands'
import { KeyholderError } from '@keyward/keyholder/error'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { CliError } from '../../error.ts'
import type { Answer } from '../../frame/answer.ts'
import type { Context } from '../../frame/context.ts'
import { findAccount } from '../accounts/find.ts'
import { LIMIT_OPTIONS, readLimits } from '../accounts/limit-options.ts'
import { syncToldOf, withSync } from '../synced.ts'

/** What an agent is given, on every command that gives it something. */
export const GRANT_OPTIONS = {
  account: {
    kind: 'list',
    value: 'ACCOUNT',
    help: 'an account that you own, by its id or words; once for each',
  },
  ...LIMIT_OPTIONS,
} as const

export interface Granting {
  readonly accountIds: readonly string[]
  readonly limits: Limits
}

/** What was typed, checked before anything is made. @throws {CliError} `cli.option`, `cli.not-found` */
export function readGranting(
  desk: Desk,
  given: Parameters<typeof readLimits>[0] & { readonly account: readonly string[] },
): Granting {
  if (given.account.length === 0)
    throw new CliError('cli.option', '--account is missing: name what the agent signs in to.')
  const accountIds = [...new Set(given.account.map((text) => findAccount(desk, text)))]
  for (const accountId of accountIds)
    if (desk.vault.relationOf(accountId) !== 'owner')
      throw new KeyholderError(
        'account.not-owner',
        `Only an Owner gives an account to an agent: you are none of ${accountId}.`,
      )
  return { accountIds, limits: readLimits(given) }
}

/** How often the server is asked, in milliseconds. */
export const PAUSE = 2000

/**
 * Admits an agent and gives it its accounts; then waits until it can sign in, as long as the signal
 * lets it.
 *
 * @throws {KeyholderError} as `admitMember` and `shareAccount`
 */
export async function admitAgent(
  { progress }: Context,
  keyholder: Keyholder,
  { joiner, invitationId }: WaitingJoin,
  { accountIds, limits }: Granting,
  stop: AbortSignal,
): Promise<Answer> {
  const { memberId, name } = joiner
  progress.say('Admitting…')
  await admitMember(keyholder, invitationId)
  const desk = await keyholder.desk()
  for (const accountId of accountIds)
    await shareAccount(desk, accountId, { memberIds: [memberId], role: 'collaborator', limits })
  progress.say('Preparing its sign-ins…')
  let synchronised = await keyholder.synchronise()
  let isReady = await isReadyFor(keyholder, memberId, accountIds)
  while (!isReady && !stop.aborted) {
    await keyholder.ports.platform.wait(PAUSE, stop)
    synchronised = await keyholder.synchronise()
    isReady = await isReadyFor(keyholder, memberId, accountIds)
  }
  progress.end()
  const next = isReady
    ? 'It can sign in.'
    : 'It can sign in once it has run there, and one of your devices was synchronised after that.'
  const accounts = accountIds.length === 1 ? '1 account' : `${accountIds.length} accounts`
  const answer: Answer = {
    json: { memberId, name, invitationId, accountIds, isReady },
    text: (page) =>
      page.line(`${name} is an agent of the workspace now, with ${accounts}. ${next}`),
  }
  return withSync(answer, syncToldOf(synchronised))
}

/** Whether all its devices have what they sign in with. */
async function isReadyFor(
  keyholder: Keyholder,
  memberId: string,
  accountIds: readonly string[],
): Promise<boolean> {
  const desk = await keyholder.desk()
  for (const accountId of accountIds) {
    const { people } = await sharingOf(desk, accountId)
    const agent = people.find((person) => person.memberId === memberId)
    const deals = agent?.deals ?? []
    if (deals.length === 0 || deals.some(({ state }) => state === 'waiting')) return false
  }
  return true
}
