import { CliError } from '../error.ts'
import { describeFailure } from '../failure.ts'
import { printJson, remark } from '../output.ts'
import type { Terminal } from '../terminal.ts'
import type { Answer } from './answer.ts'
import type { Command } from './command.ts'
import { localeOf } from './dates.ts'
import type { Group } from './groups.ts'
import { commandHelp, groupHelp } from './help.ts'
import { nearest } from './nearest.ts'
import { openContext } from './open-context.ts'
import { pageFor } from './page.ts'
import { readGiven } from './read-given.ts'

/** Where a command runs. */
export interface Surroundings {
  readonly terminal: Terminal
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * Runs one of the members' commands.
 *
 * @returns the exit code. What was refused is told on standard error, or with `--json` as
 *   `{"error": {"name", "message", "rule"}}` on standard output
 */
export async function runMembers(
  groups: readonly Group[],
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { terminal } = surroundings
  try {
    const found = await findCommand(groups, argv)
    if ('help' in found) {
      terminal.writeOut(found.help)
      return 0
    }
    return await runCommand(found.command, found.args, surroundings)
  } catch (error) {
    return tellFailure(terminal, error, argv.includes('--json'))
  }
}

type Found =
  | { readonly help: string }
  | { readonly command: Command; readonly args: readonly string[] }

async function findCommand(groups: readonly Group[], argv: readonly string[]): Promise<Found> {
  const [name, ...rest] = argv
  const group = groups.find((candidate) => candidate.name === name)
  if (group === undefined) {
    const names = [...groups.map((candidate) => candidate.name), 'authenticator']
    throw unknownCommand('keyward', name, names)
  }
  const commands = await group.load()
  const [first] = commands
  if (first?.path.length === 1) return foundOrHelp(first, rest)
  const [verb, ...args] = rest
  if (isHelp(verb)) return { help: groupHelp(group, commands) }
  const command = commands.find(({ path }) => path[1] === verb)
  if (command !== undefined) return foundOrHelp(command, args)
  const verbs = commands.flatMap(({ path }) => path[1] ?? [])
  throw unknownCommand(`keyward ${group.name}`, verb, verbs)
}

function foundOrHelp(command: Command, args: readonly string[]): Found {
  return args.some(isHelp) ? { help: commandHelp(command) } : { command, args }
}

async function runCommand(
  command: Command,
  args: readonly string[],
  { terminal, env }: Surroundings,
): Promise<number> {
  const given = readGiven(command, args)
  const common = given.options as Readonly<Record<string, string | boolean | undefined>>
  const { context, end } = openContext({
    terminal,
    env,
    home: typeof common['home'] === 'string' ? common['home'] : undefined,
    passphraseStdin: common['passphrase-stdin'] === true,
  })
  try {
    const answer = await command.run(context, given)
    context.progress.end()
    tellAnswer(answer, terminal, env, common['json'] === true || command.format === 'json')
    return answer.isGood === false ? 1 : 0
  } finally {
    context.progress.end()
    await end()
  }
}

function tellAnswer(
  { json, text, remarks = [] }: Answer,
  terminal: Terminal,
  env: Surroundings['env'],
  isJson: boolean,
): void {
  if (isJson) printJson(terminal, json)
  else terminal.writeOut(text(pageFor(terminal.columns, { locale: localeOf(env) })))
  // A program has all of it in the value; a person reads these.
  if (!isJson || terminal.stderrIsTty) for (const sentence of remarks) remark(terminal, sentence)
}

function tellFailure(terminal: Terminal, error: unknown, isJson: boolean): number {
  const { name, message, rule, exit } = describeFailure(error)
  if (isJson) printJson(terminal, { error: { name, message, rule } })
  else remark(terminal, message)
  return exit
}

function unknownCommand(
  before: string,
  typed: string | undefined,
  names: readonly string[],
): CliError {
  if (typed === undefined)
    return new CliError(
      'cli.command',
      `After "${before}" comes one of ${names.join(', ')}. See ${before} --help.`,
    )
  // What was typed is not repeated: it may be a secret in the wrong place.
  const near = nearest(typed, names)
  const meant = near === undefined ? '' : ` Did you mean ${before} ${near}?`
  return new CliError('cli.command', `There is no such command.${meant} See ${before} --help.`)
}

function isHelp(argument: string | undefined): boolean {
  return argument === '--help' || argument === '-h'
}
