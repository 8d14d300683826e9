import type { Store } from '../store/store.ts'
import type { Metrics } from './metrics.ts'

const PORTS = [
  'workspaces',
  'members',
  'sessions',
  'invitations',
  'approvals',
  'accounts',
  'activity',
  'directory',
  'reports',
  'webhooks',
  'deals',
  'sharing',
] as const satisfies readonly (keyof Store)[]

type Observe = Metrics['storeCall']
type Call = (...args: unknown[]) => Promise<unknown>

/** The same store, with the time of each call of its ports told. */
export function measureStore(store: Store, observe: Observe): Store {
  const ports = Object.fromEntries(
    PORTS.map((name) => [name, measurePort(store[name], name, observe)]),
  ) as unknown as Pick<Store, (typeof PORTS)[number]>
  return {
    ...ports,
    isReady: () => store.isReady(),
    sweep: (now) => store.sweep(now),
    watch: (listener) => store.watch(listener),
    backup: (path) => store.backup(path),
    close: () => store.close(),
  }
}

function measurePort<T extends object>(port: T, name: string, observe: Observe): T {
  const measured = new Map<PropertyKey, Call>()
  return new Proxy(port, {
    get(target, method) {
      const known = measured.get(method)
      if (known !== undefined) return known
      const value: unknown = Reflect.get(target, method)
      if (typeof value !== 'function') return value
      const call = measureCall(value.bind(target) as Call, `${name}.${String(method)}`, observe)
      measured.set(method, call)
      return call
    },
  })
}

function measureCall(call: Call, name: string, observe: Observe): Call {
  return async (...args) => {
    const start = performance.now()
    let outcome: 'done' | 'refused' = 'refused'
    try {
      const result = await call(...args)
      outcome = 'done'
      return result
    } finally {
      observe(name, outcome, (performance.now() - start) / 1000)
    }
  }
}
