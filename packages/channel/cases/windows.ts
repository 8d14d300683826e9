import type { MessagePortLike } from '../link/port.ts'

interface Message {
  readonly data: unknown
  readonly origin: string
  readonly source: unknown
  readonly ports: readonly MessagePortLike[]
}

/** A window that hears what is posted to it, with the origin and source that a browser would add. */
export class FakeWindow {
  readonly listeners = new Set<(event: Message) => void>()
  readonly sent: { readonly data: unknown; readonly targetOrigin: string }[] = []
  parent: FakeWindow = this
  /** Who posts to it now. */
  sender: { readonly origin: string; readonly source: unknown } = { origin: '', source: undefined }

  addEventListener(_type: 'message', listener: (event: Message) => void): void {
    this.listeners.add(listener)
  }

  removeEventListener(_type: 'message', listener: (event: Message) => void): void {
    this.listeners.delete(listener)
  }

  postMessage(data: unknown, targetOrigin: string, ports: readonly MessagePortLike[] = []): void {
    this.sent.push({ data, targetOrigin })
    this.hear({ data, ...this.sender, ports })
  }

  hear(event: Message): void {
    for (const listener of this.listeners) listener(event)
  }
}
