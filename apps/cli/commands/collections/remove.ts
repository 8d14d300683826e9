import { removeCollection } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findCollection } from './find.ts'
import { COLLECTION } from './operand.ts'

export const removeCommand = command({
  path: ['collections', 'remove'],
  summary: 'Removes a collection that you own. The accounts in it stay.',
  needs: 'unlocked',
  operands: [COLLECTION],
  options: {},
  notes: [
    'Everybody who had accounts by this collection alone loses them: those that you own at once, those of other Owners when their devices synchronise. It can not be undone.',
  ],
  async run(context, { operands: [text = ''] }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const { collectionId, name } = await findCollection(desk, text)
    await removeCollection(desk, collectionId)
    const told = await syncAfterwards(context, keyholder)
    const sentence = `There is no collection ${name} any more.`
    return withSync(done(sentence, { collectionId, name }), told)
  },
})
