import { letExit } from '../work.ts'

/** A way to reach the other tabs, as a BroadcastChannel is: all but the sender get a message. */
export interface Channel {
  send(message: unknown): void
  listen(listener: (message: unknown) => void): void
  close(): void
}

/** What is used of `navigator.locks`. */
export interface Locks {
  request(
    name: string,
    options: { signal: AbortSignal },
    work: () => Promise<void>,
  ): Promise<unknown>
}

/** What a replica in a browser takes from it besides IndexedDB. */
export interface BrowserPorts {
  readonly makeChannel: (name: string) => Channel
  /** Null where the browser has none: the tabs then agree by a stored row. */
  readonly locks: Locks | null
  /** A text that nobody else makes. */
  readonly makeToken: () => string
  /** How long a leader that does not answer keeps its part where there are no locks, in milliseconds. */
  readonly leaseMilliseconds: number
  /** How long opening waits for tabs that still use an older format, in milliseconds. */
  readonly blockedMilliseconds: number
}

/** The browser's own. */
export function browserPorts(): BrowserPorts {
  const { navigator } = globalThis as { navigator?: { locks?: Locks } }
  return {
    makeChannel,
    locks: navigator?.locks ?? null,
    makeToken: () => crypto.randomUUID(),
    leaseMilliseconds: 6_000,
    blockedMilliseconds: 5_000,
  }
}

/** What is used of a BroadcastChannel. */
interface MessageTarget {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  close(): void
}

function makeChannel(name: string): Channel {
  const channel = new BroadcastChannel(name) as unknown as MessageTarget
  letExit(channel)
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have one
    send: (message) => channel.postMessage(message),
    listen: (listener) => channel.addEventListener('message', ({ data }) => listener(data)),
    close: () => channel.close(),
  }
}
