import type { ShellPort } from '@keyward/channel'
import type { Remote } from '@keyward/keyholder/remote'

const EVERY = 15_000

/**
 * Stands in for the server's live stream, which no shell passes on: a line every 15 seconds, and at
 * once when the app comes to the foreground. Each has a revision of its own, so each asks the server.
 */
export function ticks(
  port: Pick<ShellPort, 'on'>,
  wait: (milliseconds: number, stop?: AbortSignal) => Promise<void>,
): Remote['follow'] {
  return async function* (_token, signal) {
    for (let revision = 0; !signal.aborted; revision += 1) {
      yield { revision, approvals: false, joins: false }
      const early = new AbortController()
      const stop = port.on('app.foreground', () => early.abort())
      await wait(EVERY, AbortSignal.any([signal, early.signal]))
      stop()
    }
  }
}
