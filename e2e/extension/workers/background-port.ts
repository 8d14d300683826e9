import type { MessagePortLike } from '@keyward/channel'

interface Port {
  postMessage(text: string): void
  disconnect(): void
  readonly onMessage: { addListener(listener: (data: unknown) => void): void }
  readonly onDisconnect: { addListener(listener: () => void): void }
}

declare const chrome: { readonly runtime: { connect(named: { name: string }): Port } }
/** The shell of a page that stands in for the prompt: a connection to the extension's background. */
export function backgroundPort(): MessagePortLike {
  const port = chrome.runtime.connect({ name: 'shell' })
  return {
    postMessage: (text) => port.postMessage(text),
    addEventListener(type: string, listener: (event: { readonly data: unknown }) => void) {
      if (type === 'message') port.onMessage.addListener((data) => listener({ data }))
      else port.onDisconnect.addListener(() => listener({ data: undefined }))
    },
    start: () => undefined,
    close: () => port.disconnect(),
  }
}
