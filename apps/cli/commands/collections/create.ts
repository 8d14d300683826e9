import { createCollection } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { readName } from '../read-name.ts'
import { syncAfterwards, withSync } from '../synced.ts'

export const createCommand = command({
  path: ['collections', 'create'],
  summary: 'Makes a collection: its accounts are shared as one, now and later.',
  needs: 'unlocked',
  operands: [{ name: 'NAME', help: 'as those see it who have the collection' }],
  options: {},
  async run(context, { operands: [text] }) {
    const name = readName('collection', text)
    const keyholder = await context.unlocked()
    const collectionId = await createCollection(await keyholder.desk(), name)
    const told = await syncAfterwards(context, keyholder)
    return withSync(done(`Made the collection ${name}.`, { collectionId, name }), told)
  },
})
