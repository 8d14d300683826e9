import { listCollections } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'

export const listCommand = command({
  path: ['collections', 'list'],
  summary: 'Lists the collections that you have. Works without the server.',
  needs: 'unlocked',
  options: {},
  async run(context) {
    const collections = await listCollections(await (await context.unlocked()).desk())
    return {
      json: { collections },
      text: (page) =>
        page.table(
          [
            { head: 'NAME', mayBeCut: true },
            { head: 'YOU ARE' },
            { head: 'ACCOUNTS' },
            { head: 'PEOPLE' },
            { head: 'ID' },
          ],
          collections.map(({ name, relation, accountIds, people, collectionId }) => [
            name,
            relation,
            String(accountIds.length),
            String(people),
            collectionId,
          ]),
          'No collections.',
        ),
    }
  },
})
