import type { Outcome } from '../../messages/page.ts'
import { openBook, type RequestBook } from '../requests/book.ts'
import { Desk } from '../requests/desk.ts'
import type { KeptRequest } from '../requests/kept-request.ts'

/** A storage area of a browser, in memory; what is in it outlives whoever uses it. */
export function memoryArea(kept: Record<string, unknown> = {}) {
  const list = (keys: unknown): string[] =>
    keys === null ? Object.keys(kept) : [keys].flat().map(String)
  return {
    kept,
    get: async (keys: unknown) =>
      structuredClone(
        Object.fromEntries(
          list(keys).flatMap((key) => (key in kept ? [[key, kept[key]] as const] : [])),
        ),
      ),
    set: async (values: object) => void Object.assign(kept, structuredClone(values)),
    remove: async (keys: unknown) => {
      for (const key of list(keys)) Reflect.deleteProperty(kept, key)
    },
  }
}

/** A frame that has asked, and what it heard. */
export function makeLink() {
  const heard: unknown[] = []
  return { heard, send: (message: unknown) => void heard.push(message) }
}

export function makeRequest(change: Partial<KeptRequest> = {}): KeptRequest {
  return {
    requestId: 'r1',
    kind: 'get',
    isConditional: false,
    options: '{}',
    caller: { origin: 'https://perch.test' },
    frame: { tabId: 1, frameId: 0, windowId: 10, documentId: 'd1' },
    deadline: 300_000,
    prompt: undefined,
    outcome: undefined,
    ...change,
  }
}

export interface DeskScene {
  readonly desk: Desk
  readonly book: RequestBook
  /** What happened to prompts, alarms and tellings, in order. */
  readonly log: string[]
  /** Whether prompts can be opened, and how long that takes. */
  opens: boolean | Promise<void>
  /** A desk of a worker that was started after this one was stopped. */
  restart(): Promise<DeskScene>
}

export async function openScene(area = memoryArea()): Promise<DeskScene> {
  const log: string[] = []
  const book = openBook(area as never)
  await book.restored
  const scene: DeskScene = {
    book,
    log,
    opens: true,
    restart: () => openScene(area),
    desk: new Desk({
      book,
      now: () => 1_000,
      async openPrompt({ requestId }) {
        log.push(`open ${requestId}`)
        if (typeof scene.opens === 'object') await scene.opens
        return scene.opens === false ? undefined : { tabId: 100, windowId: 200 }
      },
      closePrompt: async ({ tabId }) => void log.push(`close ${tabId}`),
      setAlarm: (requestId, at) => void log.push(`alarm ${requestId} ${at}`),
      clearAlarm: (requestId) => void log.push(`no alarm ${requestId}`),
      hand: async (_, outcome: Outcome) => outcome,
      onCancelled: (requestId) => void log.push(`cancelled ${requestId}`),
    }),
  }
  return scene
}
