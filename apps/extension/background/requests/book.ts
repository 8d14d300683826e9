import { KEYS } from '../settings/settings.ts'
import type { KeptRequest } from './kept-request.ts'

/** Session storage of the browser: in memory, for the extension's own pages and background alone. */
export type SessionArea = Pick<typeof chrome.storage.session, 'get' | 'set' | 'remove'>

/** The requests that are open, the same before and after the worker was stopped. */
export interface RequestBook {
  /** Resolves once what an earlier worker kept is read. Everything else waits for it. */
  readonly restored: Promise<void>
  all(): readonly KeptRequest[]
  find(requestId: string): KeptRequest | undefined
  /** Resolves once it is kept. */
  put(request: KeptRequest): Promise<void>
  remove(requestId: string): Promise<void>
}

export function openBook(session: SessionArea): RequestBook {
  const requests = new Map<string, KeptRequest>()
  const restore = async (): Promise<void> => {
    for (const [key, value] of Object.entries(await session.get(null)))
      if (key.startsWith(KEYS.request)) {
        const kept = value as KeptRequest
        requests.set(kept.requestId, kept)
      }
  }
  return {
    restored: restore(),
    all: () => [...requests.values()],
    find: (requestId) => requests.get(requestId),
    async put(request) {
      requests.set(request.requestId, request)
      await session.set({ [keyOf(request.requestId)]: request })
    },
    async remove(requestId) {
      requests.delete(requestId)
      await session.remove(keyOf(requestId))
    },
  }
}

function keyOf(requestId: string): string {
  return `${KEYS.request}${requestId}`
}
