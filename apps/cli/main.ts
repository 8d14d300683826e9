import { readFileSync } from 'node:fs'
import { createCommand } from './commands/create.ts'
import { exportCommand } from './commands/export.ts'
import { getCommand } from './commands/get.ts'
import { importCommand } from './commands/import.ts'
import { listCommand } from './commands/list.ts'
import { CliError } from './error.ts'
import { AUTHENTICATOR_HELP, COMMAND_HELP, HELP, type Verb } from './help.ts'
import { printError } from './output.ts'
import { processTerminal, type Terminal } from './terminal.ts'

/** What a command prints is its answer; false is an answer that still counts as a failure. */
type Command = (args: readonly string[], terminal: Terminal) => Promise<boolean>

const COMMANDS: Readonly<Record<Verb, Command>> = {
  create: createCommand,
  get: getCommand,
  list: listCommand,
  import: importCommand,
  export: exportCommand,
}

/**
 * Runs one command line.
 *
 * @param argv without the program's own name
 * @returns the exit code: 0, or 1 with the reason as JSON on standard output
 */
export async function main(
  argv: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<0 | 1> {
  try {
    const text = helpFor(argv)
    if (text !== undefined) {
      terminal.writeOut(text)
      return 0
    }
    const [group, verb, ...args] = argv
    return (await commandFor(group, verb)(args, terminal)) ? 0 : 1
  } catch (error) {
    printError(terminal, error)
    return 1
  }
}

function helpFor(argv: readonly string[]): string | undefined {
  const [group, verb, ...args] = argv
  if (isHelp(group)) return HELP
  if (group === '--version') return `${version()}\n`
  if (group !== 'authenticator') return undefined
  if (isHelp(verb)) return AUTHENTICATOR_HELP
  return isVerb(verb) && args.some(isHelp) ? COMMAND_HELP[verb] : undefined
}

function commandFor(group: string | undefined, verb: string | undefined): Command {
  if (group !== 'authenticator') {
    throw new CliError('cli.command', 'The command is missing or unknown. See keyward --help.')
  }
  if (isVerb(verb)) return COMMANDS[verb]
  const verbs = Object.keys(COMMANDS).join(', ')
  throw new CliError(
    'cli.command',
    `After "authenticator" comes one of ${verbs}. See keyward authenticator --help.`,
  )
}

function isHelp(argument: string | undefined): boolean {
  return argument === '--help' || argument === '-h'
}

function isVerb(verb: string | undefined): verb is Verb {
  return verb !== undefined && Object.hasOwn(COMMANDS, verb)
}

function version(): string {
  const text = readFileSync(new URL('package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
