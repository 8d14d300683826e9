import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import type { StorageArea } from './browser.ts'

/** The account key of the extension while it is unlocked, from one of its pages to the next. */
export interface KeptKey {
  readonly accountKey: AeadKey
  readonly accountKeyEpoch: number
}

const NAME = 'keyward.unlocked'

/**
 * Keeps the key where only pages of the extension read, in memory alone: closing the browser locks.
 *
 * @param until UTC ms by the wall clock: from then on it is no key any more
 */
export async function keepKey(
  area: StorageArea | undefined,
  { accountKey, accountKeyEpoch }: KeptKey,
  until: number,
): Promise<void> {
  const bytes = accountKey.exportBytes()
  const text = encodeBase64url(bytes)
  bytes.fill(0)
  await area?.set({ [NAME]: { accountKey: text, accountKeyEpoch, until } })
}

/** What is kept, if its time has not passed. What can't be read is nothing. */
export async function readKey(
  area: StorageArea | undefined,
  now: number,
): Promise<KeptKey | undefined> {
  const kept = (await area?.get(NAME))?.[NAME]
  if (typeof kept !== 'object' || kept === null) return undefined
  const { accountKey, accountKeyEpoch, until } = kept as Readonly<Record<string, unknown>>
  if (typeof until !== 'number' || until <= now) return undefined
  if (typeof accountKey !== 'string' || typeof accountKeyEpoch !== 'number') return undefined
  try {
    return { accountKey: new AeadKey(decodeBase64url(accountKey)), accountKeyEpoch }
  } catch {
    return undefined
  }
}

export async function dropKey(area: StorageArea | undefined): Promise<void> {
  await area?.remove(NAME)
}

/** Tells when another page or the background has dropped it. */
export function watchDropped(area: StorageArea | undefined, listener: () => void): void {
  area?.onChanged.addListener((changes) => {
    const change = changes[NAME] as { readonly newValue?: unknown } | undefined
    if (change !== undefined && change.newValue === undefined) listener()
  })
}
