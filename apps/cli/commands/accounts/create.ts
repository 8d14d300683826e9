import { createAccount } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { FIELD_OPTIONS, readFields } from './fields.ts'

export const createCommand = command({
  path: ['accounts', 'create'],
  summary: 'Creates an account that you own.',
  needs: 'unlocked',
  operands: [{ name: 'APP', help: 'the name of the app, as people know it' }],
  options: FIELD_OPTIONS,
  notes: [
    'Two accounts of one app never have the same username, whatever its case and the spaces around it; the policy uniqueUsername can say so for the whole workspace.',
  ],
  async run(context, { operands: [appName = ''], options }) {
    const keyholder = await context.unlocked()
    const fields = { appName, ...(await readFields(context, options)) }
    const accountId = await createAccount(await keyholder.desk(), fields)
    const told = await syncAfterwards(context, keyholder)
    return withSync(done(`Created account ${accountId}.`, { accountId }), told)
  },
})
