import type { AccountFields } from '@keyward/keyholder/accounts'
import { CliError } from '../../error.ts'
import type { Context } from '../../frame/context.ts'

/** What accounts are made of and changed by, on the command line. */
export const FIELD_OPTIONS = {
  username: { kind: 'text', value: 'TEXT', help: 'who one is at the app' },
  'display-name': { kind: 'text', value: 'TEXT', help: 'how the app shows it' },
  'rp-id': { kind: 'list', value: 'RP-ID', help: 'an RP ID beside those of its passkeys' },
  label: { kind: 'list', value: 'TEXT', help: 'a word to find it by' },
  host: { kind: 'list', value: 'HOST', help: 'a host that its secrets may be given to' },
  'ask-password': { kind: 'switch', help: 'ask for the password at the keyboard' },
  'ask-one-time-code': { kind: 'switch', help: 'ask for the seed of one-time codes' },
  'secrets-stdin': {
    kind: 'switch',
    help: 'read {"password", "oneTimeCodeSeed", "notes"} from standard input, all optional',
  },
} as const

interface Given {
  readonly username: string | undefined
  readonly 'display-name': string | undefined
  readonly 'rp-id': readonly string[]
  readonly label: readonly string[]
  readonly host: readonly string[]
  readonly 'ask-password': boolean
  readonly 'ask-one-time-code': boolean
  readonly 'secrets-stdin': boolean
}

/**
 * The fields that were given, and no others. Secrets come from the keyboard or standard input, never
 * from the command line, which other programs can see.
 *
 * @throws {CliError} `cli.option`, `cli.member`, `cli.stdin-*`
 */
export async function readFields(context: Context, given: Given): Promise<Partial<AccountFields>> {
  return {
    ...(given.username === undefined ? {} : { username: given.username }),
    ...(given['display-name'] === undefined ? {} : { displayName: given['display-name'] }),
    ...(given['rp-id'].length === 0 ? {} : { rpIds: given['rp-id'] }),
    ...(given.label.length === 0 ? {} : { labels: given.label }),
    ...(given.host.length === 0 ? {} : { hosts: given.host }),
    ...(await readSecrets(context, given)),
  }
}

const SECRETS = ['password', 'oneTimeCodeSeed', 'notes'] as const

async function readSecrets(
  { terminal, stdin }: Context,
  given: Given,
): Promise<Partial<Record<(typeof SECRETS)[number], string>>> {
  if (given['secrets-stdin']) return parseSecrets(await stdin.rest())
  const password = given['ask-password']
    ? { password: await terminal.keyboard.askSecret('Password of the account: ') }
    : {}
  const seed = given['ask-one-time-code']
    ? { oneTimeCodeSeed: await terminal.keyboard.askSecret('Seed of its one-time codes: ') }
    : {}
  return { ...password, ...seed }
}

function parseSecrets(value: unknown): Partial<Record<(typeof SECRETS)[number], string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed()
  const members = value as Readonly<Record<string, unknown>>
  const unknown = Object.keys(members).some((name) => !SECRETS.includes(name as 'notes'))
  const wrong = Object.values(members).some((member) => typeof member !== 'string')
  if (unknown || wrong) throw malformed()
  return members
}

function malformed(): CliError {
  return new CliError(
    'cli.member',
    `Standard input is a JSON object with texts for any of ${SECRETS.join(', ')}.`,
  )
}
