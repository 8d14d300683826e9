import { ChannelError, type Params } from '@keyward/channel'
import { KEYS, readHints } from '../settings/settings.ts'
import { nextHints, withHint } from './hints.ts'

export interface HintKeeper {
  /**
   * @returns how many passkeys there are hints of
   * @throws {ChannelError} `conflict` for a change to another listing than is kept
   */
  replace(listing: Params<'index.replace'>): Promise<number>
  /** A passkey was made here: its site may ask for it in the same moment. */
  add(passkey: { readonly credentialId: string; readonly rpId: string }): Promise<void>
  clear(): Promise<void>
}

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

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
  const kept = async () => readHints((await local.get(KEYS.hints))[KEYS.hints])
  return {
    replace: (listing) =>
      inTurn(async () => {
        const hints = nextHints(await kept(), listing, random)
        if (hints === undefined)
          throw new ChannelError('conflict', 'The change is to another listing.')
        await local.set({ [KEYS.hints]: hints })
        return hints.credentials.length
      }),
    add: (passkey) =>
      inTurn(async () => {
        const hints = withHint(await kept(), passkey, random)
        if (hints !== undefined) await local.set({ [KEYS.hints]: hints })
      }),
    clear: () => inTurn(() => local.remove(KEYS.hints)),
  }
}
