import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { OpenDesk } from '@keyward/keyholder/keyholder'
import { problemOf, type ShownProblem } from './problem-of.ts'
import { useDesk } from './use-desk.ts'
import type { ViewKey } from './views.ts'

/** Something that is read to be shown. */
export interface View<T> {
  /** undefined until it was read. */
  readonly data: T | undefined
  readonly isPending: boolean
  readonly problem: ShownProblem | undefined
  readonly retry: () => void
}

/** Reads from the open desk, and again when what the key's first member names has changed. */
export function useView<T>(
  key: ViewKey,
  read: (desk: OpenDesk) => T | Promise<T>,
  options: { readonly enabled?: boolean } = {},
): View<T> {
  const desk = useDesk()
  return useRead(key, () => read(desk), options)
}

/** The same for what needs no desk. */
export function useRead<T>(
  key: ViewKey,
  read: () => T | Promise<T>,
  { enabled = true }: { readonly enabled?: boolean } = {},
): View<T> {
  const query = useQuery({
    queryKey: key,
    // A query can't hold undefined.
    queryFn: async () => ({ value: await read() }),
    placeholderData: keepPreviousData,
    enabled,
  })
  return {
    data: query.data?.value,
    isPending: query.isPending && enabled,
    problem: query.error === null ? undefined : problemOf(query.error),
    retry: () => void query.refetch(),
  }
}
