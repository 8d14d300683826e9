import type { PhonePorts } from './ports.ts'
import type { PhoneState } from './state.ts'

/** The state of one phone, in one place, with who wants to hear of it. */
export interface PhoneCore {
  state(): PhoneState
  set(make: (state: PhoneState) => PhoneState): void
  subscribe(listener: () => void): () => void
  /** Adds a line to "What passed". */
  note(title: string, detail: unknown): void
}

const MOST_PASSED = 100

/** Keeps settings and listing over a reload; everything else ends with the page. */
export function makeCore(initial: PhoneState, { storage, now }: PhonePorts): PhoneCore {
  let state = initial
  let lastNote = 0
  const listeners = new Set<() => void>()
  const set: PhoneCore['set'] = (make) => {
    const before = state
    state = make(before)
    if (state === before) return
    for (const part of ['device', 'listing'] as const) {
      if (state[part] === before[part]) continue
      const value = state[part]
      void storage.change('state', part, () => ({ type: 'put', value }))
    }
    for (const listener of listeners) listener()
  }
  return {
    state: () => state,
    set,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    note(title, detail) {
      lastNote += 1
      const at = now() + state.device.clockOffset
      const passed = { id: lastNote, at, title, detail }
      set((held) => ({ ...held, passed: [passed, ...held.passed].slice(0, MOST_PASSED) }))
    },
  }
}
