import { type Listener, listeners } from '../listeners.ts'
import type { ReplicaEvent } from '../port.ts'
import type { Channel } from './ports.ts'

/** The other tabs on a replica: what they say, and a way to tell them. */
export interface Tabs {
  add(listener: Listener): () => void
  send(event: ReplicaEvent): void
  close(): void
}

export function tabs(channel: Channel): Tabs {
  const own = listeners()
  channel.listen((message) => {
    const { kind } = (message ?? {}) as { kind?: unknown }
    if (kind === 'changed' || kind === 'lock') own.tell({ kind })
  })
  return {
    add: own.add,
    send: (event) => channel.send(event),
    close() {
      own.clear()
      channel.close()
    },
  }
}
