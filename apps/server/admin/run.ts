import { parseArgs } from 'node:util'
import { OperatorError } from '../config/error.ts'
import type { OpenStore } from '../ops/open-store.ts'
import { backup } from './backup.ts'
import { check } from './check.ts'
import type { Command, CommandContext, CommandInput } from './command.ts'
import { importDirectory } from './directory.ts'
import { HELP, settingsText } from './help.ts'
import { restore } from './restore.ts'
import { backupSecrets, restoreSecrets, setupCode } from './secrets.ts'
import type { AdminTerminal } from './terminal.ts'

interface Entry {
  readonly command: Command
  readonly takesFile: boolean
  readonly options: readonly string[]
}

const settings: Command = async (_input, { terminal }) => terminal.writeOut(settingsText())

const COMMANDS: ReadonlyMap<string, Entry> = new Map([
  ['backup', { command: backup, takesFile: true, options: [] }],
  ['restore', { command: restore, takesFile: true, options: ['replace'] }],
  ['backup-secrets', { command: backupSecrets, takesFile: true, options: [] }],
  ['restore-secrets', { command: restoreSecrets, takesFile: true, options: [] }],
  ['directory import', { command: importDirectory, takesFile: true, options: [] }],
  ['check', { command: check, takesFile: false, options: [] }],
  ['setup-code', { command: setupCode, takesFile: false, options: ['renew'] }],
  ['settings', { command: settings, takesFile: false, options: [] }],
])

/**
 * Runs one command line.
 *
 * @param argv without the program's own name
 * @returns the exit code: 0; 1 with the reason on standard error; 2 for a mistyped line
 */
export async function runAdmin(
  argv: readonly string[],
  terminal: AdminTerminal,
  openStore: OpenStore,
): Promise<0 | 1 | 2> {
  const warn = (sentence: string): void => terminal.writeErr(`${sentence}\n`)
  const context: CommandContext = { terminal, openStore, warn }
  try {
    if (argv.includes('--help') || argv.includes('-h')) {
      terminal.writeOut(HELP)
      return 0
    }
    const { command, input } = readCommand(argv)
    await command(input, context)
    return 0
  } catch (error) {
    const isOurs = error instanceof OperatorError
    warn(isOurs ? error.message : `The command failed: ${describe(error)}`)
    return isOurs && error.rule === 'admin.usage' ? 2 : 1
  }
}

function readCommand(argv: readonly string[]): { command: Command; input: CommandInput } {
  const { name, args } = nameOf(argv)
  const entry = COMMANDS.get(name)
  if (entry === undefined) {
    throw mistyped(
      `The command is missing or unknown: give one of ${[...COMMANDS.keys()].join(', ')}.`,
    )
  }
  const { values, positionals } = parse(name, args, entry)
  const [file = ''] = positionals
  if (entry.takesFile !== (file !== '') || positionals.length > 1) {
    throw mistyped(entry.takesFile ? `${name} takes one file.` : `${name} takes no file.`)
  }
  return { command: entry.command, input: { file, options: new Set(Object.keys(values)) } }
}

/** A command's name has one word, or two where the first is a group. */
function nameOf(argv: readonly string[]): { name: string; args: readonly string[] } {
  const [first = '', second = ''] = argv
  const isGroup = [...COMMANDS.keys()].some((name) => name.startsWith(`${first} `))
  return isGroup
    ? { name: `${first} ${second}`, args: argv.slice(2) }
    : { name: first, args: argv.slice(1) }
}

function parse(name: string, args: readonly string[], { options }: Entry) {
  const known = Object.fromEntries(options.map((each) => [each, { type: 'boolean' as const }]))
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals: true })
  } catch (cause) {
    const given = options.length === 0 ? 'no options' : `--${options.join(', --')} only`
    throw mistyped(`${name} takes ${given}.`, cause)
  }
}

function mistyped(message: string, cause?: unknown): OperatorError {
  return new OperatorError('admin.usage', `${message} See --help.`, { cause })
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
