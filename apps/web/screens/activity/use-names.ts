import { useMemo } from 'react'
import { useDesk } from '../../app/use-desk.ts'
import { useCollections } from '../accounts/parts/use-collections.ts'
import type { Names } from './facts-of.ts'

/** The names that this device knows. */
export function useNames(): Names {
  const desk = useDesk()
  const { data } = useCollections()
  return useMemo(() => {
    const { identity, vault } = desk
    const collections = new Map(data?.map(({ collectionId, name }) => [collectionId, name]))
    return {
      identity,
      vault,
      collections,
      // As it is when a sentence is made.
      get workspace() {
        return desk.workspace
      },
    }
  }, [desk, data])
}
