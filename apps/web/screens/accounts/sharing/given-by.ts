import type { CollectionOfAccount, SharedPerson, SharingView } from '@keyward/keyholder/commands'
import { messages } from '../../../messages/messages.ts'

/** By which team or collection somebody has the account. */
export interface GivenBy {
  readonly kind: 'team' | 'collection'
  readonly name: string
}

/** undefined for who was given it by name, and for Owners. */
export function givenBy(
  { byTeam, byCollection }: Pick<SharedPerson, 'byTeam' | 'byCollection'>,
  { teams }: Pick<SharingView, 'teams'>,
  collections: readonly CollectionOfAccount[],
): GivenBy | undefined {
  if (byCollection !== null) {
    const known = collections.find(({ collectionId }) => collectionId === byCollection)
    return { kind: 'collection', name: known?.name ?? messages.collections.ofAccount.unnamed }
  }
  const team = teams.find(({ teamId }) => teamId === byTeam)
  return team === undefined ? undefined : { kind: 'team', name: team.name }
}
