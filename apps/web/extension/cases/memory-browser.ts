import type { ExtensionBrowser, RuntimePort, StorageArea } from '../browser.ts'

/** A storage area in memory, which tells of changes. */
export function memoryArea(begin: Readonly<Record<string, unknown>> = {}): StorageArea & {
  readonly held: Map<string, unknown>
} {
  const held = new Map(Object.entries(begin))
  const listeners: ((changes: Readonly<Record<string, unknown>>) => void)[] = []
  const tell = (name: string, newValue?: unknown): void => {
    const change = newValue === undefined ? {} : { newValue }
    for (const listener of listeners) listener({ [name]: change })
  }
  return {
    held,
    get: async (name) => (held.has(name) ? { [name]: held.get(name) } : {}),
    async set(items) {
      for (const [name, value] of Object.entries(items)) {
        // As a browser keeps it: a copy.
        held.set(name, structuredClone(value))
        tell(name, value)
      }
    },
    async remove(name) {
      if (held.delete(name)) tell(name)
    },
    onChanged: { addListener: (listener) => void listeners.push(listener) },
  }
}

export interface MemoryBrowser extends ExtensionBrowser {
  readonly storage: {
    readonly local: ReturnType<typeof memoryArea>
    readonly session: ReturnType<typeof memoryArea>
  }
  /** The page in front. */
  url: string | undefined
}

export function memoryBrowser(local: Readonly<Record<string, unknown>> = {}): MemoryBrowser {
  const browser: MemoryBrowser = {
    runtime: { id: 'a'.repeat(32), connect: () => deadPort() },
    storage: { local: memoryArea(local), session: memoryArea() },
    tabs: {
      query: async () => [browser.url === undefined ? {} : { url: browser.url }],
    },
    url: undefined,
  }
  return browser
}

function deadPort(): RuntimePort {
  const never = { addListener: () => undefined }
  return {
    postMessage: () => undefined,
    disconnect: () => undefined,
    onMessage: never,
    onDisconnect: never,
  }
}
