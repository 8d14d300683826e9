import { type LeftSignal, readLeftSignals, SIGNALS_KEY } from '@keyward/channel'
import type { StorageArea } from './browser.ts'

/**
 * What sites said and the background has left to be taken in, the oldest first. The RP IDs were checked
 * against the origins of the pages.
 */
export async function readSignals(area: StorageArea): Promise<readonly LeftSignal[]> {
  return readLeftSignals((await area.get(SIGNALS_KEY))[SIGNALS_KEY])
}

/** Takes the ones that were heeded away, and what can't be read; others may have come since. */
export async function dropSignals(area: StorageArea, ids: ReadonlySet<string>): Promise<void> {
  const left = (await readSignals(area)).filter(({ id }) => !ids.has(id))
  await area.set({ [SIGNALS_KEY]: left })
}

/** Tells when a site has said something. */
export function watchSignals(area: StorageArea, listener: () => void): void {
  area.onChanged.addListener((changes) => {
    if (Object.hasOwn(changes, SIGNALS_KEY)) listener()
  })
}
