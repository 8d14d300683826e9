import { renameCollection } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { readName } from '../read-name.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findCollection } from './find.ts'
import { COLLECTION } from './operand.ts'

export const renameCommand = command({
  path: ['collections', 'rename'],
  summary: 'Gives a collection that you own another name.',
  needs: 'unlocked',
  operands: [COLLECTION, { name: 'NAME', help: 'as those will see it who have the collection' }],
  options: {},
  async run(context, { operands: [text = '', wanted] }) {
    const name = readName('collection', wanted)
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const { collectionId, name: before } = await findCollection(desk, text)
    await renameCollection(desk, collectionId, name)
    const told = await syncAfterwards(context, keyholder)
    const sentence = `The collection ${before} is called ${name} now.`
    return withSync(done(sentence, { collectionId, name }), told)
  },
})
