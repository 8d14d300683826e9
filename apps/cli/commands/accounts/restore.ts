import { restoreAccount } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findDeletedAccount } from './find.ts'

export const restoreCommand = command({
  path: ['accounts', 'restore'],
  summary: 'Brings a deleted account back, with its passkeys and secrets.',
  needs: 'unlocked',
  operands: [{ name: 'ACCOUNT', help: 'its id, or its whole app name or username' }],
  options: {},
  async run(context, { operands: [text = ''] }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = await findDeletedAccount(desk, text)
    await restoreAccount(desk, accountId)
    const told = await syncAfterwards(context, keyholder)
    return withSync(done(`Restored account ${accountId}.`, { accountId }), told)
  },
})
