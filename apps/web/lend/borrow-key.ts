import { encodeBase64url } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import type { Random } from '@keyward/primitives/signature'
import { channelName } from './lend-key.ts'

/** The account key of the app that is open and unlocked on the same phone. */
export interface LentKey {
  readonly accountKey: AeadKey
  readonly accountKeyEpoch: number
}

export interface BorrowPorts {
  readonly random: Random
  readonly wait: (milliseconds: number) => Promise<void>
}

/** An app that is open answers at once. */
const PATIENCE = 400

/** Asks the app for its key; undefined when none answers. Never rejects. */
export async function borrowKey(
  device: string | undefined,
  { random, wait }: BorrowPorts,
): Promise<LentKey | undefined> {
  const reply = `keyward.lent.${encodeBase64url(random(16))}`
  const answer = new BroadcastChannel(reply)
  const ask = new BroadcastChannel(channelName(device))
  try {
    const heard = new Promise<LentKey | undefined>((resolve) => {
      answer.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(lent(data)))
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
    ask.postMessage({ reply })
    return await Promise.race([heard, wait(PATIENCE).then(() => undefined)])
  } finally {
    ask.close()
    answer.close()
  }
}

function lent(data: unknown): LentKey | undefined {
  const { key, accountKeyEpoch } = (data ?? {}) as Readonly<Record<string, unknown>>
  if (!(key instanceof Uint8Array) || key.length !== 32) return undefined
  if (typeof accountKeyEpoch !== 'number') return undefined
  const accountKey = new AeadKey(new Uint8Array(key))
  key.fill(0)
  return { accountKey, accountKeyEpoch }
}
