import { ChannelError, type Params } from '@keyward/channel'
import { KEYS, readHints } from '../settings/settings.ts'
import { nextHints } from './hints.ts'

export interface HintKeeper {
  /**
   * @returns how many passkeys there are hints of
   * @throws {ChannelError} `conflict` for a change to another listing than is kept
   */
  replace(listing: Params<'index.replace'>): Promise<number>
  clear(): Promise<void>
}

/** Keeps the hints where they outlive the browser; one change after the other. */
export function keepHints(
  local: Pick<typeof chrome.storage.local, 'get' | 'set' | 'remove'>,
): HintKeeper {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run, run)
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    replace: (listing) =>
      inTurn(async () => {
        const before = readHints((await local.get(KEYS.hints))[KEYS.hints])
        const hints = nextHints(before, listing, (length) =>
          crypto.getRandomValues(new Uint8Array(length)),
        )
        if (hints === undefined)
          throw new ChannelError('conflict', 'The change is to another listing.')
        await local.set({ [KEYS.hints]: hints })
        return hints.credentials.length
      }),
    clear: () => inTurn(() => local.remove(KEYS.hints)),
  }
}
