import { deletePasskey } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findPasskey, PASSKEY } from './find.ts'

export const deleteCommand = command({
  path: ['passkey', 'delete'],
  summary: 'Deletes a passkey, for everybody; it can be restored for 30 days.',
  needs: 'unlocked',
  operands: [PASSKEY],
  options: {},
  notes: ['The app still has its part: remove the passkey there as well.'],
  async run(context, { operands: [text = ''] }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const { account, credentialId } = await findPasskey(desk, text)
    await deletePasskey(desk, account.accountId, credentialId)
    const told = await syncAfterwards(context, keyholder)
    const { accountId } = account
    return withSync(done(`Deleted passkey ${credentialId}.`, { accountId, credentialId }), told)
  },
})
