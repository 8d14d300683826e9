import {
  listAccounts,
  openDirectory,
  searchDirectory,
  suggestionsFor,
} from '@keyward/keyholder/commands'
import type { DirectoryApp } from '@keyward/protocol'
import { command } from '../../frame/command.ts'
import { readCount } from '../read-count.ts'

const DEFAULT_LIMIT = 50

export const searchCommand = command({
  path: ['directory', 'search'],
  summary: 'Finds apps that support passkeys.',
  needs: 'unlocked',
  operands: [
    { name: 'WORDS', help: 'of the name or the domain; all apps without', isOptional: true },
  ],
  options: {
    limit: { kind: 'text', value: 'N', help: `at most so many (${DEFAULT_LIMIT})` },
    mine: {
      kind: 'switch',
      help: 'only apps of accounts that you own and that have no passkey yet',
    },
  },
  notes: ['Works without the server, with what this device has: it asks once a day.'],
  async run(context, { operands: [words = ''], options }) {
    const limit = readCount('--limit', options.limit, DEFAULT_LIMIT)
    const keyholder = await context.unlocked()
    const directory = await openDirectory(keyholder.session)
    const found = searchDirectory(directory, words, Number.MAX_SAFE_INTEGER)
    const mine = options.mine ? await appsOfMine(await keyholder.desk(), directory) : undefined
    const apps = found.filter((app) => mine?.has(app) ?? true).slice(0, limit)
    return {
      json: { version: directory.version, updatedAt: directory.updatedAt, apps },
      text: (page) =>
        page.table(
          [
            { head: 'APP', mayBeCut: true },
            { head: 'DOMAIN', mayBeCut: true },
            { head: 'PASSKEY' },
            { head: 'SETTINGS', mayBeCut: true },
          ],
          apps.map((app) => [app.name, app.domains[0] ?? '', useOf(app), app.settings ?? '']),
          directory.askedAt === null
            ? 'This device does not have the directory yet: it needs the server once.'
            : 'No app that fits.',
        ),
    }
  },
})

async function appsOfMine(
  desk: Parameters<typeof listAccounts>[0],
  directory: Parameters<typeof suggestionsFor>[0],
): Promise<ReadonlySet<DirectoryApp>> {
  const accounts = listAccounts(desk, '', Number.MAX_SAFE_INTEGER)
  return new Set(suggestionsFor(directory, accounts).map(({ app }) => app))
}

function useOf({ signIn, secondFactor }: DirectoryApp): string {
  if (signIn && secondFactor) return 'sign-in, second step'
  return signIn ? 'sign-in' : 'second step'
}
