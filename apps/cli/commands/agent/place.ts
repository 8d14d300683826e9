import { lstatSync } from 'node:fs'
import { CliError } from '../../error.ts'
import type { Context } from '../../frame/context.ts'
import { readWholeFile } from '../files.ts'

/** Where an agent is, on every command about one. */
export const PLACE = {
  state: {
    kind: 'text',
    value: 'DIR',
    help: 'the agent’s own folder; KEYWARD_AGENT_STATE otherwise',
  },
  'beside-signer': {
    kind: 'switch',
    help: 'run on the machine of the server, to try things out and never else',
  },
} as const

/** The agent's folder. @throws {CliError} `cli.option` */
export function stateOf({ env }: Context, given: string | undefined): string {
  const folder = given ?? env['KEYWARD_AGENT_STATE'] ?? ''
  if (folder !== '' && !folder.includes('\0')) return folder
  throw new CliError('cli.option', '--state is missing: name the folder of the agent.')
}

/** The agent's secret: of the file, or of the environment. @throws {CliError} `cli.option`, `cli.file` */
export function secretOf({ env }: Context, file: string | undefined): string {
  const text =
    file === undefined
      ? (env['KEYWARD_AGENT_SECRET'] ?? '')
      : new TextDecoder().decode(readWholeFile(file))
  const secret = text.trim()
  if (secret !== '') return secret
  throw new CliError(
    'cli.option',
    'The secret is missing: give --secret-file, or KEYWARD_AGENT_SECRET in the environment.',
  )
}

/** Refuses a file that is there, before anything is made for it. @throws {CliError} `cli.file` */
export function requireNoFile(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return
  throw new CliError('cli.file', `${file} is there already: name another file for the secret.`)
}
