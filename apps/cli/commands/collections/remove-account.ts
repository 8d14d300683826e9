import { takeOutOfCollection } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { findAccount } from '../accounts/find.ts'
import { ACCOUNT } from '../accounts/operand.ts'
import { findNamed } from '../find-named.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { COLLECTION } from './operand.ts'
import { collectionsWith } from './with-account.ts'

const TOLD = {
  none: 'The account is in no such collection: see keyward accounts show.',
  kind: 'collections of the account',
}

export const removeAccountCommand = command({
  path: ['collections', 'remove-account'],
  summary: 'Takes an account that you own out of a collection.',
  needs: 'unlocked',
  operands: [COLLECTION, ACCOUNT],
  options: {},
  notes: [
    'Whoever had the account by this collection alone loses it at once. The collection may be one that is not shared with you: then give its id, as keyward accounts show --json has it.',
  ],
  async run(context, { operands: [text = '', words = ''] }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = findAccount(desk, words)
    const all = await collectionsWith(desk, accountId)
    const { collectionId, name } = findNamed(
      all,
      (one) => ({ id: one.collectionId, name: one.name ?? one.collectionId }),
      text,
      TOLD,
    )
    await takeOutOfCollection(desk, collectionId, [accountId])
    const told = await syncAfterwards(context, keyholder)
    const sentence = `Account ${accountId} is not in the collection ${name ?? collectionId}.`
    return withSync(done(sentence, { collectionId, accountId }), told)
  },
})
