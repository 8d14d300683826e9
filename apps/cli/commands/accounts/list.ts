import { type AccountRow, listAccounts, listDeletedAccounts } from '@keyward/keyholder/commands'
import type { Answer } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { isoDate } from '../../frame/dates.ts'
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
    limit: { kind: 'text', value: 'N', help: `at most so many (${DEFAULT_LIMIT})` },
  },
  async run(context, { operands: [words = ''], options }) {
    const limit = readCount('--limit', options.limit, DEFAULT_LIMIT)
    const desk = await (await context.unlocked()).desk()
    return options.deleted
      ? deletedAnswer(await listDeletedAccounts(desk))
      : accountsAnswer(listAccounts(desk, words, limit), desk.vault.index.size)
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
