import type { MessagePortLike } from '@keyward/channel'
import type { ExtensionBrowser, RuntimePort } from './browser.ts'

type Heard = (event: { readonly data: unknown }) => void

/**
 * The link to the extension's background as a port that carries texts. The background stops when it
 * is idle, and the link ends with it: it is made again at once, which starts the background, and
 * what was not answered is asked once more. Closed for good once that can't be done, which is when
 * the extension was updated or removed.
 */
export function backgroundPort(
  runtime: Pick<ExtensionBrowser['runtime'], 'connect'>,
): MessagePortLike {
  const heard: Heard[] = []
  const closings: (() => void)[] = []
  const unanswered = new Map<number, string>()
  let port: RuntimePort | undefined
  let isClosed = false
  const end = (): void => {
    if (isClosed) return
    isClosed = true
    for (const close of closings) close()
  }
  const connect = (): void => {
    try {
      const made = runtime.connect({ name: 'shell' })
      port = made
      made.onMessage.addListener((data) => {
        const id = idOf(data)
        if (id !== undefined) unanswered.delete(id)
        for (const hear of heard) hear({ data })
      })
      made.onDisconnect.addListener(() => {
        if (!isClosed && port === made) connect()
      })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has none
      for (const text of unanswered.values()) made.postMessage(text)
    } catch {
      end()
    }
  }
  return {
    postMessage(text) {
      const id = idOf(text)
      if (id !== undefined) unanswered.set(id, text)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has none
      port?.postMessage(text)
    },
    addEventListener(type: 'message' | 'close', listener: Heard | (() => void)) {
      if (type === 'message') heard.push(listener)
      else closings.push(listener as () => void)
    },
    start: connect,
    close() {
      isClosed = true
      port?.disconnect()
    },
  }
}

/** The number of a question or its answer; events have none. */
function idOf(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const { id } = JSON.parse(text) as { readonly id?: unknown }
    return typeof id === 'number' ? id : undefined
  } catch {
    return undefined
  }
}
