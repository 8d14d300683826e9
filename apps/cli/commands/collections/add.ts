import { putIntoCollection } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { findAccount } from '../accounts/find.ts'
import { ACCOUNT } from '../accounts/operand.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findCollection } from './find.ts'
import { COLLECTION } from './operand.ts'

export const addCommand = command({
  path: ['collections', 'add'],
  summary: 'Puts accounts that you own into a collection that you own.',
  needs: 'unlocked',
  operands: [COLLECTION, { ...ACCOUNT, isRepeated: true }],
  options: {},
  notes: [
    'Whoever has the collection gets the accounts at once, as what it says and within its limits. An account may be in several collections. When one of the accounts can not be put in, none is.',
  ],
  async run(context, { operands: [text = ''], repeated }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const { collectionId, name } = await findCollection(desk, text)
    const accountIds = [...new Set(repeated.map((words) => findAccount(desk, words)))]
    await putIntoCollection(desk, collectionId, accountIds)
    const told = await syncAfterwards(context, keyholder)
    const [only, ...others] = accountIds
    const sentence =
      others.length === 0
        ? `Account ${only} is in the collection ${name}.`
        : `${accountIds.length} accounts are in the collection ${name}.`
    return withSync(done(sentence, { collectionId, accountIds }), told)
  },
})
