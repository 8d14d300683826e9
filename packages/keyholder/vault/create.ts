import { encodeBase64url } from '@keyward/codec'
import { AEAD_KEY_LENGTH, AeadKey } from '@keyward/primitives/aead'
import type { AccountContent } from '../accounts.ts'
import { encodeContent } from './account/content.ts'
import { indexChangeOf, stagePending } from './account/stage.ts'
import { stageActivity } from './activity.ts'
import type { VaultContext } from './context.ts'
import { stageIndex } from './index/stage.ts'
import { encodeOpenedKeys } from './rows/opened-keys.ts'
import { NOTHING_PENDING } from './rows/pending.ts'
import { openedKey } from './rows/row-keys.ts'
import { transact } from './rows/transaction.ts'
import { saveAccount } from './save.ts'
import type { SaveOptions } from './vault.ts'

/** See `Vault.create`. An id that is taken is an account that is there: the content joins it. */
export async function createAccount(
  context: VaultContext,
  content: AccountContent,
  options: SaveOptions & { accountId?: string },
): Promise<string> {
  const { platform, replica } = context
  const accountId = options.accountId ?? encodeBase64url(platform.random(16))
  const key = () => ({ epoch: 1, key: new AeadKey(platform.random(AEAD_KEY_LENGTH)) })
  const settle = await transact(replica, async (draft) => {
    if ((await draft.get('keys', openedKey(accountId))) !== undefined) return undefined
    const keys = { profile: key(), secrets: key() }
    draft.put('keys', openedKey(accountId), await encodeOpenedKeys(context, accountId, keys))
    const { onTaken } = options
    const pending = { ...NOTHING_PENDING, content: encodeContent(content), onTaken }
    await stagePending(context, draft, accountId, pending)
    stageActivity(context, draft, options.activity ?? [])
    const change = indexChangeOf(accountId, { relation: 'owner' }, content.profile)
    return stageIndex(context, draft, [change])
  })
  if (settle === undefined) await saveAccount(context, accountId, content, options)
  else settle()
  return accountId
}
