import { CEREMONY_PORT, type FromFrame, type ToFrame } from '../messages/frame.ts'

/** How often a connection may break without a word between before it counts as lost. */
const MOST_BREAKS = 5

/** How often it is looked whether there is still a background, in milliseconds. */
const LOOK = 1_000

export interface Connection {
  open(): void
  send(message: FromFrame): void
  /** Nothing is heard any more, not even that it was lost. */
  close(): void
}

export interface ConnectionEnds {
  /** What each new connection begins with. */
  readonly first: () => FromFrame
  /**
   * Whether somebody waits before a prompt. Chromium says nothing when an extension is reloaded, so
   * that it is looked for as long; a conditional request loses nothing, and needs no timer.
   */
  readonly isPressing: boolean
  readonly onMessage: (message: ToFrame) => void
  /** There is no background any more. */
  readonly onLost: () => void
}

/** A connection to the background that is made again whenever its worker is stopped. */
export function keepConnected(ends: ConnectionEnds): Connection {
  const { first, isPressing, onMessage, onLost } = ends
  let port: chrome.runtime.Port | undefined
  let breaks = 0
  let isOver = false
  const send = (message: FromFrame): void => {
    try {
      port?.postMessage(message)
    } catch {
      // It has broken in this very moment, and is made again.
    }
  }
  const open = (): void => {
    if (isOver) return
    try {
      port = chrome.runtime.connect({ name: CEREMONY_PORT })
    } catch {
      return onLost()
    }
    port.onMessage.addListener((message: ToFrame) => {
      breaks = 0
      if (!isOver) onMessage(message)
    })
    port.onDisconnect.addListener(() => {
      // Reading it says that it has been seen.
      void chrome.runtime?.lastError
      if (isOver) return
      breaks += 1
      if (breaks > MOST_BREAKS) onLost()
      else open()
    })
    send(first())
  }
  const look = (): void => {
    if (chrome.runtime?.id === undefined) onLost()
  }
  const timer = isPressing ? setInterval(look, LOOK) : undefined
  return {
    open,
    send,
    close() {
      isOver = true
      clearInterval(timer)
      try {
        port?.disconnect()
      } catch {
        // The extension itself is gone, and the connection with it.
      }
    },
  }
}
