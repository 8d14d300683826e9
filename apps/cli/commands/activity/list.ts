import { type Desk, listActivity, listCollections } from '@keyward/keyholder/commands'
import type { OpenDesk } from '@keyward/keyholder/keyholder'
import { type ActivityEntry, accountIdOf, sentenceOf, toJsonLine } from '@keyward/log'
import { indexListId } from '@keyward/protocol'
import { command } from '../../frame/command.ts'
import { readCount } from '../read-count.ts'
import { FILTER_OPTIONS, readFilter } from './filter.ts'

const DEFAULT_LIMIT = 50

export const listCommand = command({
  path: ['activity', 'list'],
  summary: 'Shows what happened, the newest first, as far as your role may see it.',
  needs: 'unlocked',
  options: {
    ...FILTER_OPTIONS,
    limit: { kind: 'text', value: 'N', help: `at most so many (${DEFAULT_LIMIT})` },
  },
  async run(context, { options }) {
    const limit = readCount('--limit', options.limit, DEFAULT_LIMIT)
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const filter = readFilter(desk, options)
    const entries = await listActivity(keyholder.session, filter, limit)
    const collections = await collectionNames(desk)
    return {
      json: { entries: entries.map((entry) => JSON.parse(toJsonLine(entry)) as unknown) },
      text: (page) =>
        page.table(
          [
            { head: 'NUMBER' },
            { head: 'WHEN' },
            { head: 'WHO', mayBeCut: true },
            { head: 'WHAT', mayBeCut: true },
            { head: 'ACCOUNT', mayBeCut: true },
          ],
          entries.map((entry) => [
            String(entry.sequence),
            page.date(entry.time),
            whoDid(desk, entry),
            sentenceOf(entry.event),
            accountName(desk, collections, entry),
          ]),
          'Nothing that fits.',
        ),
    }
  },
})

function whoDid({ workspace }: Desk, { memberId }: ActivityEntry): string {
  if (memberId === null) return '-'
  const all = [...workspace.members.values(), ...workspace.formerMembers.values()]
  return all.find((member) => member.memberId === memberId)?.name ?? memberId
}

type Names = ReadonlyMap<string, string>

/** Collections are logged as accounts are. */
async function collectionNames(desk: OpenDesk): Promise<Names> {
  const all = await listCollections(desk)
  return new Map(all.map(({ collectionId, name }) => [collectionId, name]))
}

function accountName({ vault, identity }: Desk, collections: Names, entry: ActivityEntry): string {
  const accountId = accountIdOf(entry)
  if (accountId === null) return ''
  if (accountId === indexListId(identity.workspaceId)) return '(the key of usernames)'
  const collection = collections.get(accountId)
  if (collection !== undefined) return `the collection ${collection}`
  const known = vault.index.get(accountId)
  return known === undefined ? accountId : `${known.appName} ${known.username}`.trim()
}
