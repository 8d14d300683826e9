import type { Limits, SharedPerson, SharingView } from '@keyward/keyholder/commands'
import type { Page } from '../../frame/page.ts'
import { type CollectionWithIt, shownName } from '../collections/with-account.ts'

/** A team that has the account, or the collection. */
export interface TeamWithIt {
  readonly teamId: string
  readonly name: string
  readonly role: string
  readonly limits: Limits | null
}

/** Those of all teams that have it. */
export function teamsWithIt(all: SharingView['teams']): TeamWithIt[] {
  return all.flatMap(({ teamId, name, role, limits }) =>
    role === null ? [] : [{ teamId, name, role, limits }],
  )
}

/** The name of the team by which somebody has it; empty for none. */
export function teamNameOf(
  { byTeam }: Pick<SharedPerson, 'byTeam'>,
  teams: readonly TeamWithIt[],
): string {
  return teams.find(({ teamId }) => teamId === byTeam)?.name ?? ''
}

/** Who has the account, and by which team or collection, where there is one. */
export function peopleTable(
  page: Page,
  people: readonly SharedPerson[],
  teams: readonly TeamWithIt[],
  collections: readonly CollectionWithIt[],
): string {
  const isByTeams = teams.length > 0
  const isByCollections = collections.length > 0
  return page.table(
    [
      { head: 'NAME', mayBeCut: true },
      { head: 'ROLE' },
      ...(isByTeams ? [{ head: 'BY TEAM', mayBeCut: true }] : []),
      ...(isByCollections ? [{ head: 'BY COLLECTION', mayBeCut: true }] : []),
      { head: 'SIGN-INS' },
      { head: 'LIMITS', mayBeCut: true },
      { head: 'DEVICES', mayBeCut: true },
    ],
    people.map((person) => [
      person.name,
      person.role,
      ...(isByTeams ? [teamNameOf(person, teams)] : []),
      ...(isByCollections ? [collectionNameOf(person, collections)] : []),
      person.role === 'owner' ? '' : usedOf(person),
      person.role === 'owner' || person.limits === null ? '' : limitsText(person.limits),
      devicesText(person),
    ]),
    'Nobody has it.',
  )
}

function collectionNameOf(
  { byCollection }: SharedPerson,
  collections: readonly CollectionWithIt[],
): string {
  const found = collections.find(({ collectionId }) => collectionId === byCollection)
  return found === undefined ? '' : shownName(found)
}

/** The teams that have it. */
export function teamTable(page: Page, teams: readonly TeamWithIt[]): string {
  return page.table(
    [{ head: 'TEAM', mayBeCut: true }, { head: 'ROLE' }, { head: 'LIMITS', mayBeCut: true }],
    teams.map(({ name, role, limits }) => [
      name,
      role,
      limits === null ? '' : limitsOfEach(limits),
    ]),
    'No team has it.',
  )
}

function usedOf({ limits, signInsUsed }: SharedPerson): string {
  const most = limits?.signIns ?? null
  return most === null ? String(signInsUsed) : `${signInsUsed} of ${most}`
}

/** Everybody who has it by a team, or each account of a collection, has that many sign-ins. */
export function limitsOfEach(limits: Limits): string {
  const { signIns } = limits
  const rest = limitsText(limits)
  if (signIns === null) return rest
  const most = `${signIns} ${signIns === 1 ? 'sign-in' : 'sign-ins'} each`
  return rest === 'none' ? most : `${most}, ${rest}`
}

/** But for the number of sign-ins. */
function limitsText({ expiresAt, hours, userVerification, reason, approval }: Limits): string {
  const texts = [
    expiresAt === null ? '' : `until ${new Date(expiresAt).toISOString()}`,
    hours === null ? '' : `certain hours (${hours.zone})`,
    userVerification ? 'verified' : '',
    reason ? 'with a reason' : '',
    approval ? 'approved by an Owner' : '',
  ].filter((text) => text !== '')
  return texts.length === 0 ? 'none' : texts.join(', ')
}

function devicesText({ deals }: SharedPerson): string {
  return deals
    .map(({ deviceName, left, state }) => {
      if (state === 'waiting') return `${deviceName}: waiting for an Owner’s device`
      return left === null ? `${deviceName}: ready` : `${deviceName}: ${left} left`
    })
    .join('; ')
}
