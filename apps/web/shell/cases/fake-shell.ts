import {
  ChannelError,
  type Method,
  type Params,
  type Result,
  type ShellPort,
} from '@keyward/channel'

type Handlers = { readonly [M in Method]?: (params: Params<M>) => Result<M> | Promise<Result<M>> }

/** A shell that answers by these handlers, keeps what it was asked, and tells events. */
export interface FakeShell extends Pick<ShellPort, 'call' | 'on'> {
  readonly asked: { readonly method: Method; readonly params: unknown }[]
  readonly tell: (event: string, params?: unknown) => void
}

export function fakeShell(handlers: Handlers): FakeShell {
  const asked: FakeShell['asked'] = []
  const listeners = new Map<string, Set<(params: unknown) => void>>()
  return {
    asked,
    tell: (event, params) => {
      for (const listener of listeners.get(event) ?? []) listener(params)
    },
    async call(method, params) {
      asked.push({ method, params })
      const handler = handlers[method]
      if (handler === undefined) throw new ChannelError('unsupported', 'Not in this test.')
      return (handler as (given: typeof params) => never)(params)
    },
    on(event, listener) {
      const all = listeners.get(event) ?? new Set()
      const heard = listener as (params: unknown) => void
      listeners.set(event, all.add(heard))
      return () => void all.delete(heard)
    },
  }
}

/** The part of a shell that keeps values behind biometrics. */
export function secureHandlers(): Pick<Handlers, 'secure.put' | 'secure.get' | 'secure.delete'> {
  const kept = new Map<string, string>()
  return {
    'secure.put': ({ key, value }) => {
      kept.set(key, value)
      return {}
    },
    'secure.get': ({ key }) => ({
      value: kept.get(key) ?? null,
      verified: { type: 'biometric' },
    }),
    'secure.delete': ({ key }) => {
      kept.delete(key)
      return {}
    },
  }
}
