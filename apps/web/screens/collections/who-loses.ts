import type { CollectionView } from '@keyward/keyholder/commands'
import { namedFew } from '../accounts/sharing/named-few.ts'

/**
 * Those who have a collection but for whoever is looking, in one phrase: teams first, then those who
 * are in none of them. null for nobody.
 */
export function whoLoses(
  { people, teams }: Pick<CollectionView, 'people' | 'teams'>,
  me: string,
): string | null {
  const names = [
    ...teams.filter(({ role }) => role !== null).map(({ name }) => name),
    ...people
      .filter(({ memberId, byTeam }) => memberId !== me && byTeam === null)
      .map(({ name }) => name),
  ]
  return names.length === 0 ? null : namedFew(names)
}
