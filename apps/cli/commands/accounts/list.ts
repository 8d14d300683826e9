import {
  type AccountRow,
  listAccounts,
  listDeletedAccounts,
  rankAccounts,
} from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import type { Answer } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { isoDate } from '../../frame/dates.ts'
import { findCollection } from '../collections/find.ts'
import { readCount } from '../read-count.ts'

const DEFAULT_LIMIT = 1000

export const listCommand = command({
  path: ['accounts', 'list'],
  summary: 'Lists accounts. Works without the server.',
  needs: 'unlocked',
  operands: [
    {
      name: 'WORDS',
      isOptional: true,
      help: 'only accounts in which each of these words begins a word (in quotes when several)',
    },
  ],
  options: {
    deleted: { kind: 'switch', help: 'those that are deleted and can be restored' },
    collection: {
      kind: 'text',
      value: 'COLLECTION',
      help: 'only those in this collection, by its name or id',
    },
    limit: { kind: 'text', value: 'N', help: `at most so many (${DEFAULT_LIMIT})` },
  },
  async run(context, { operands: [words = ''], options }) {
    const limit = readCount('--limit', options.limit, DEFAULT_LIMIT)
    if (options.deleted && options.collection !== undefined)
      throw new CliError(
        'cli.option',
        'Deleted accounts are in no collection: leave --collection or --deleted out.',
      )
    const desk = await (await context.unlocked()).desk()
    if (options.deleted) return deletedAnswer(await listDeletedAccounts(desk))
    if (options.collection === undefined)
      return accountsAnswer(listAccounts(desk, words, limit), desk.vault.index.size)
    const { collectionId, accountIds } = await findCollection(desk, options.collection)
    const within = [...rankAccounts(desk, words)].filter(({ collections = [] }) =>
      collections.includes(collectionId),
    )
    return accountsAnswer(within.slice(0, limit), accountIds.length)
  },
})

function accountsAnswer(accounts: readonly AccountRow[], total: number): Answer {
  return {
    json: { accounts, total },
    text: (page) =>
      page.table(
        [
          { head: 'APP', mayBeCut: true },
          { head: 'USERNAME', mayBeCut: true },
          { head: 'PASSKEYS' },
          { head: 'YOU ARE' },
          { head: 'ID' },
        ],
        accounts.map(({ appName, username, passkeys, relation, accountId }) => [
          appName,
          username,
          String(passkeys),
          relation,
          accountId,
        ]),
        'No accounts.',
      ),
  }
}

function deletedAnswer(accounts: Awaited<ReturnType<typeof listDeletedAccounts>>): Answer {
  return {
    json: {
      accounts: accounts.map(({ accountId, relation, profile, deletedAt }) => ({
        accountId,
        relation,
        appName: profile.appName.value,
        username: profile.username.value,
        deletedAt: isoDate(deletedAt),
      })),
    },
    text: (page) =>
      page.table(
        [
          { head: 'APP', mayBeCut: true },
          { head: 'USERNAME', mayBeCut: true },
          { head: 'DELETED' },
          { head: 'ID' },
        ],
        accounts.map(({ profile, deletedAt, accountId }) => [
          profile.appName.value,
          profile.username.value,
          page.date(deletedAt),
          accountId,
        ]),
        'No deleted accounts that can be restored.',
      ),
  }
}
