import { CliError } from '../error.ts'
import { printError } from '../output.ts'
import type { Terminal } from '../terminal.ts'
import { createCommand } from './commands/create.ts'
import { exportCommand } from './commands/export.ts'
import { getCommand } from './commands/get.ts'
import { importCommand } from './commands/import.ts'
import { listCommand } from './commands/list.ts'
import { AUTHENTICATOR_HELP, COMMAND_HELP, type Verb } from './help.ts'

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
 * Runs `keyward authenticator`.
 *
 * @param argv what comes after that
 * @returns the exit code: 0, or 1 with the reason as JSON on standard output
 */
export async function authenticatorMain(
  argv: readonly string[],
  terminal: Terminal,
): Promise<0 | 1> {
  const [verb, ...args] = argv
  try {
    const text = helpFor(verb, args)
    if (text !== undefined) {
      terminal.writeOut(text)
      return 0
    }
    return (await commandFor(verb)(args, terminal)) ? 0 : 1
  } catch (error) {
    printError(terminal, error)
    return 1
  }
}

function helpFor(verb: string | undefined, args: readonly string[]): string | undefined {
  if (isHelp(verb)) return AUTHENTICATOR_HELP
  return isVerb(verb) && args.some(isHelp) ? COMMAND_HELP[verb] : undefined
}

function commandFor(verb: string | undefined): Command {
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
