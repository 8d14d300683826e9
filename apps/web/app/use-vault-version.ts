import { useSyncExternalStore } from 'react'
import type { OpenDesk } from '@keyward/keyholder/keyholder'
import { useDesk } from './use-desk.ts'

interface Counter {
  readonly count: () => number
  readonly watch: (listener: () => void) => () => void
}

const counters = new WeakMap<OpenDesk, Counter>()

/** A number that is another one whenever accounts have changed, by whomever. */
export function useVaultVersion(): number {
  const { watch, count } = counterOf(useDesk())
  return useSyncExternalStore(watch, count)
}

/** One for each desk, so that nothing is missed between two components. */
function counterOf(desk: OpenDesk): Counter {
  const known = counters.get(desk)
  if (known !== undefined) return known
  const listeners = new Set<() => void>()
  let count = 0
  desk.vault.watch(() => {
    count += 1
    for (const listener of listeners) listener()
  })
  const counter: Counter = {
    count: () => count,
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  counters.set(desk, counter)
  return counter
}
