import type { MessagePortLike } from '@keyward/channel'

/** A connection of the extension as the channel's port. */
export function asMessagePort(port: chrome.runtime.Port): MessagePortLike {
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener(type: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (type === 'message') port.onMessage.addListener((data: unknown) => listener({ data }))
      else port.onDisconnect.addListener(() => listener({ data: undefined }))
    },
    start() {},
    close: () => port.disconnect(),
  }
}
