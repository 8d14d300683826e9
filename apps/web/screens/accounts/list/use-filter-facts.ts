import { useMemo } from 'react'
import {
  accountsInNeed,
  accountsSharedWith,
  appFinder,
  type Attention,
  openDirectory,
} from '@keyward/keyholder/commands'
import type { ShownProblem } from '../../../app/problem-of.ts'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { useMember } from '../../../app/use-member.ts'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'
import type { AccountFilter, FilterFacts } from './filters.ts'

/** What the filter that is on needs to know. */
export interface ShownFacts {
  readonly facts: FilterFacts
  readonly isPending: boolean
  readonly problem: ShownProblem | undefined
  readonly retry: () => void
}

const NONE: ReadonlyMap<string, readonly Attention[]> = new Map()
const NOBODY: ReadonlySet<string> = new Set()

export function useFilterFacts(filter: AccountFilter): ShownFacts {
  const { session } = useKeyholder()
  const { memberId } = useMember()
  const inNeed = useView(views.accountsInNeed, accountsInNeed)
  const shared = useView(views.accountsSharedWithMe, () => accountsSharedWith(session, memberId), {
    enabled: filter === 'shared',
  })
  const directory = useView(views.directory, () => openDirectory(session), {
    enabled: filter === 'could-have',
  })
  const facts = useMemo((): FilterFacts => {
    const find = appFinder(directory.data ?? { apps: [] })
    return {
      needs: inNeed.data ?? NONE,
      shared: shared.data ?? NOBODY,
      supportsPasskeys: (rpIds) => find(rpIds) !== undefined,
    }
  }, [inNeed.data, shared.data, directory.data])
  const asked = { shared, attention: inNeed, 'could-have': directory }
  const view = filter in asked ? asked[filter as keyof typeof asked] : undefined
  return {
    facts,
    isPending: view?.isPending ?? false,
    problem: view?.problem,
    retry: () => view?.retry(),
  }
}
