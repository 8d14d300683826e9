import { restorePasskey } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findPasskey, PASSKEY } from './find.ts'

export const restoreCommand = command({
  path: ['passkey', 'restore'],
  summary: 'Brings a deleted passkey back: it signs in again, on every device.',
  needs: 'unlocked',
  operands: [PASSKEY],
  options: {},
  async run(context, { operands: [text = ''] }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const { account, credentialId } = await findPasskey(desk, text)
    await restorePasskey(desk, account.accountId, credentialId)
    const told = await syncAfterwards(context, keyholder)
    const { accountId } = account
    return withSync(done(`Restored passkey ${credentialId}.`, { accountId, credentialId }), told)
  },
})
