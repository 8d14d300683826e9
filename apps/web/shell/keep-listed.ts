import type { ShellPort } from '@keyward/channel'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { listingSource, sealedRows, tellIndex } from '@keyward/keyholder/provider'
import { recordUses, useRecorder } from './record-uses.ts'
import { replaceBy } from './replace-by.ts'

/** Changes that come in together, as a sync brings them, are told once: milliseconds. */
const PAUSE = 500

/** What keeps the listing. */
export interface ListedPorts {
  readonly port: Pick<ShellPort, 'call' | 'on'>
  readonly keyholder: Keyholder
  /** Told after the session has changed. */
  readonly watchSession: (listener: () => void) => unknown
  readonly wait: (milliseconds: number) => Promise<void>
}

/**
 * Keeps what the system's menu lists equal to the vault, for as long as the page is open: after each
 * change of an unlocked session, when the system has lost its listing, and emptied once nobody is
 * signed in any more. What the phone answered meanwhile without a screen is recorded.
 */
export function keepListed({ port, keyholder, watchSession, wait }: ListedPorts): void {
  const { session } = keyholder
  let unwatch: (() => void) | undefined
  const tell = oneAtATime(async () => {
    await wait(PAUSE)
    if (!isReady(keyholder)) return
    const { vault } = await keyholder.desk()
    await tellIndex(listingSource(vault), sealedRows(vault.context), replaceBy(port))
  })
  const record = oneAtATime(async () => {
    if (isReady(keyholder)) await recordUses(port, useRecorder(keyholder))
  })
  const follow = async (): Promise<void> => {
    if (session.state.kind === 'none') await port.call('index.clear', {})
    if (!isReady(keyholder)) {
      unwatch?.()
      unwatch = undefined
    } else if (unwatch === undefined) {
      record()
      const { vault } = await keyholder.desk()
      unwatch ??= vault.watch(tell)
      tell()
    }
  }
  const meet = (): void => void follow().catch(() => undefined)
  watchSession(meet)
  port.on('index.invalidated', tell)
  port.on('app.foreground', record)
  meet()
}

function isReady({ session: { state } }: Keyholder): boolean {
  return state.kind === 'unlocked' && state.known.isAdmitted
}

/** Runs the work, and once more when it was asked for meanwhile. A failure waits for the next change. */
function oneAtATime(work: () => Promise<void>): () => void {
  let isRunning = false
  let isDue = false
  const run = async (): Promise<void> => {
    isRunning = true
    while (isDue) {
      isDue = false
      await work().catch(() => undefined)
    }
    isRunning = false
  }
  return () => {
    isDue = true
    if (!isRunning) void run()
  }
}
