import { useNavigate } from '@tanstack/react-router'
import { paths } from '../../app/paths.ts'
import type { ActivitySearch } from './search.ts'

/** Puts filters into the address; undefined takes one out. */
export function useSetFilter(
  search: ActivitySearch,
): (change: { readonly [Name in keyof ActivitySearch]?: string | undefined }) => void {
  const navigate = useNavigate()
  return (change) => {
    const next: Record<string, string> = {}
    for (const [name, value] of Object.entries({ ...search, ...change }))
      if (value !== undefined) next[name] = value
    void navigate({ to: paths.activity, search: next, replace: true })
  }
}
