import type { ActivityEntry } from '@keyward/log'
import { reasonsOf } from '@keyward/keyholder/commands'
import { useView } from './use-view.ts'
import { views } from './views.ts'

const NONE: ReadonlyMap<number, string> = new Map()

/** Why members signed in without the key, by the sequence of the entry, where this device can tell. */
export function useReasons(entries: readonly ActivityEntry[]): ReadonlyMap<number, string> {
  const given = entries.filter(({ event }) => event === 'passkey-co-signed')
  const { data = NONE } = useView(
    views.reasons(given.map(({ sequence }) => sequence)),
    (desk) => reasonsOf(desk, given),
    { enabled: given.length > 0 },
  )
  return data
}
