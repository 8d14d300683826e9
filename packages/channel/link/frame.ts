import { ChannelError } from '../error.ts'
import { engineSchedule, type MessagePortLike, type Schedule } from './port.ts'

/** A message between windows, as far as the hand-shake looks at it. */
interface WindowMessage {
  readonly data: unknown
  readonly origin: string
  readonly source: unknown
  readonly ports: readonly MessagePortLike[]
}

/** A window that hears messages. */
export interface ListeningWindow {
  addEventListener(type: 'message', listener: (event: WindowMessage) => void): void
  removeEventListener(type: 'message', listener: (event: WindowMessage) => void): void
}

/** The window of the screens: its parent is the shell, or itself when there is none. */
export interface FramedWindow extends ListeningWindow {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void }
}

/** How long a frame waits for its shell, in milliseconds. */
const PATIENCE = 10_000

/**
 * The port to the shell in whose frame this window stands. Says hello to the parent, and takes a
 * port only from that very window and only when it has the shell's origin.
 *
 * @param shellOrigin as the server wrote it into the page; never from the address or a message
 * @throws {ChannelError} `closed` when the window is in no frame or nobody answered
 */
export function shellOfFrame(
  window: FramedWindow,
  shellOrigin: string,
  options: { readonly schedule?: Schedule } = {},
): Promise<MessagePortLike> {
  const { parent } = window
  if ((parent as unknown) === window)
    return Promise.reject(new ChannelError('closed', 'This page is not shown by a device.'))
  return new Promise((resolve, reject) => {
    const hear = ({ data, origin, source, ports }: WindowMessage): void => {
      const [port] = ports
      if (source !== parent || origin !== shellOrigin || !says(data, 'port')) return
      if (port === undefined) return
      end()
      resolve(port)
    }
    const stop = (options.schedule ?? engineSchedule)(PATIENCE, () => {
      end()
      reject(new ChannelError('closed', 'The device did not answer.'))
    })
    const end = (): void => {
      stop()
      window.removeEventListener('message', hear)
    }
    window.addEventListener('message', hear)
    // Whoever frames the page may hear this: there is nothing in it.
    parent.postMessage({ keyward: 'hello', v: 1 }, '*')
  })
}

/** A frame that shows Keyward, from the shell's side. */
export interface FrameToAdmit {
  /** Its window, which answers to nobody else. */
  readonly frame: {
    postMessage(message: unknown, targetOrigin: string, transfer: never): void
  }
  /** Where Keyward comes from. */
  readonly origin: string
  /** Makes both ends of a new link. */
  readonly makeChannel: () => { readonly port1: MessagePortLike; readonly port2: MessagePortLike }
  /** Gets the shell's end each time the frame says hello: a reloaded page has lost its port. */
  readonly onPort: (port: MessagePortLike) => void
}

/**
 * Gives a port to one frame that says hello, if it is that very window and shows Keyward's origin.
 * Has to be called before the frame loads. Gives the function that stops it.
 */
export function admitFrame(window: ListeningWindow, admitted: FrameToAdmit): () => void {
  const { frame, origin } = admitted
  const hear = (event: WindowMessage): void => {
    if (event.source !== frame || event.origin !== origin || !says(event.data, 'hello')) return
    const { port1, port2 } = admitted.makeChannel()
    frame.postMessage({ keyward: 'port', v: 1 }, origin, [port2] as never)
    admitted.onPort(port1)
  }
  window.addEventListener('message', hear)
  return () => window.removeEventListener('message', hear)
}

function says(data: unknown, word: 'hello' | 'port'): boolean {
  if (typeof data !== 'object' || data === null) return false
  const { keyward, v } = data as { keyward?: unknown; v?: unknown }
  return keyward === word && v === 1
}
