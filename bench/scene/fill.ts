import { randomFillSync } from 'node:crypto'
import { encodeBase64url } from '@keyward/codec'
import type { OpenDesk } from '@keyward/keyholder/keyholder'
import { AEAD_KEY_LENGTH, AeadKey } from '@keyward/primitives/aead'
import {
  type Draft,
  encodeContent,
  encodeOpenedKeys,
  type IndexChange,
  indexChangeOf,
  NOTHING_PENDING,
  openedKey,
  stageIndex,
  stagePending,
  transact,
  type VaultContext,
} from '@keyward/keyholder/cases/rows'
import { contentOf } from './accounts.ts'

/** Accounts whose rows are written in one batch. */
const BATCH = 2000

const random = (length: number): Uint8Array => randomFillSync(new Uint8Array(length))

/**
 * Makes accounts `from` to `to` as `Vault.create` does and with its own parts, but writes their rows
 * in large batches and the index once.
 */
export async function fillVault({ vault }: OpenDesk, from: number, to: number): Promise<void> {
  const { context } = vault
  const changes: IndexChange[] = []
  for (let first = from; first < to; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, to - first) }, (_, at) => first + at)
    await transact(context.replica, async (draft) => {
      changes.push(...(await Promise.all(numbers.map((n) => stageAccount(context, draft, n)))))
    })
  }
  const settle = await transact(context.replica, (draft) => stageIndex(context, draft, changes))
  settle()
}

async function stageAccount(context: VaultContext, draft: Draft, n: number): Promise<IndexChange> {
  const accountId = encodeBase64url(random(16))
  const content = contentOf(n)
  const key = () => ({ epoch: 1, key: new AeadKey(random(AEAD_KEY_LENGTH)) })
  const keys = await encodeOpenedKeys(context, accountId, { profile: key(), secrets: key() })
  draft.put('keys', openedKey(accountId), keys)
  const pending = { ...NOTHING_PENDING, content: encodeContent(content) }
  await stagePending(context, draft, accountId, pending)
  return indexChangeOf(accountId, { relation: 'owner' }, content.profile)
}
