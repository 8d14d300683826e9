import { encodeUtf8 } from '@keyward/codec'
import { type AccountKeys } from '@keyward/vault/access'
import {
  encodeWrite,
  type EnvelopeContext,
  NO_PREVIOUS,
  type SealedWrite,
  sealWrite,
} from '@keyward/vault/envelope'
import { encodeBase64url } from '@keyward/codec'
import { sealing } from './keys.ts'
import type { Author } from './lists.ts'

export interface MadeWrite {
  readonly write: SealedWrite
  readonly text: string
}

/** The next version of a compartment, sealed and signed as clients do. */
export async function makeWrite(
  author: Author,
  accountId: string,
  kind: 'profile' | 'secrets',
  keys: AccountKeys,
  before?: SealedWrite,
  change: Partial<EnvelopeContext> = {},
): Promise<MadeWrite> {
  const { workspaceId, memberId, deviceId, deviceKey, head } = author
  const { epoch, key } = keys[kind]
  const write = await sealWrite(sealing, key, {
    context: {
      kind,
      formatVersion: 1,
      workspaceId,
      objectId: accountId,
      keyEpoch: epoch,
      version: (before?.statement.context.version ?? 0) + 1,
      prevHash: before?.hash ?? NO_PREVIOUS,
      ...change,
    },
    content: encodeUtf8(`content of ${accountId}`),
    author: { memberId, deviceId, key: deviceKey },
    head: { sequence: head.sequence + 1, hash: head.hash },
    latest: { profile: 0, secrets: 0 },
  })
  return { write, text: encodeBase64url(encodeWrite(write)) }
}
