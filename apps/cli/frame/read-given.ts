import { parseArgs, type ParseArgsConfig } from 'node:util'
import { CliError } from '../error.ts'
import { type Command, commonOptions, type Given, type Option, type Options } from './command.ts'
import { nearest } from './nearest.ts'

/**
 * Reads the words after a command's name. Nothing that was typed is repeated but the names of
 * options: a secret may stand anywhere in a mistyped line.
 *
 * @throws {CliError} `cli.option`, `cli.operand`
 */
export function readGiven(command: Command, args: readonly string[]): Given<Options> {
  const options: Options = { ...command.options, ...commonOptions(command.needs) }
  const { values, positionals } = parse(command, options, args)
  const read: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(options))
    read[name] = valueOf(name, option, values[name], command)
  return {
    ...readOperands(command, positionals),
    options: read as Given<Options>['options'],
  }
}

type Parsed = {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>
  positionals: string[]
}

function parse(command: Command, options: Options, args: readonly string[]): Parsed {
  const specs: NonNullable<ParseArgsConfig['options']> = {}
  for (const [name, option] of Object.entries(options)) {
    specs[name] = {
      type: option.kind === 'switch' ? 'boolean' : 'string',
      multiple: option.kind === 'list',
    }
  }
  const isId = (arg: string): boolean =>
    DASHED_ID.test(arg) && !Object.hasOwn(options, arg.slice(2))
  try {
    const given = args.map((arg) => (isId(arg) ? `${MARK}${arg}` : arg))
    const { values, positionals } = parseArgs({
      args: given,
      options: specs,
      allowPositionals: true,
    })
    const read = Object.entries(values).map(([name, value]) => [name, unmarkedValue(value)])
    return {
      values: Object.fromEntries(read) as Parsed['values'],
      positionals: positionals.map(unmarked),
    }
  } catch (error) {
    throw refused(command, options, error)
  }
}

/** One id in 64 begins with a dash, and is no option for that. */
const DASHED_ID = /^-[\w-]{21}$/

/** Put before such an id while options are told from words: no argument can hold it. */
const MARK = '\0'

function unmarked(text: string): string {
  return text.startsWith(MARK) ? text.slice(MARK.length) : text
}

function unmarkedValue(value: Parsed['values'][string]): Parsed['values'][string] {
  if (Array.isArray(value)) return value.map((one) => unmarkedValue(one) as string | boolean)
  return typeof value === 'string' ? unmarked(value) : value
}

function refused(command: Command, options: Options, error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string }
  const option = /-[^'=\s,]*/.exec(message)?.[0] ?? 'an option'
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = nearest(
      option,
      Object.keys(options).map((name) => `--${name}`),
    )
    const meant = near === undefined ? '' : ` Did you mean ${near}?`
    return new CliError('cli.option', `There is no option ${option}.${meant} ${hint(command)}`)
  }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return new CliError(
      'cli.option',
      `${option} lacks its value, or takes none. One that begins with - goes after =. ${hint(command)}`,
    )
  }
  return error
}

function valueOf(
  name: string,
  option: Option,
  value: Parsed['values'][string],
  command: Command,
): unknown {
  if (option.kind === 'switch') return value === true
  if (option.kind === 'list') return value ?? []
  if (option.kind === 'choice' && value !== undefined && !option.choices.includes(String(value)))
    throw new CliError(
      'cli.option',
      `--${name} is one of: ${option.choices.join(', ')}. ${hint(command)}`,
    )
  return value
}

function readOperands(
  command: Command,
  given: readonly string[],
): Pick<Given<Options>, 'operands' | 'repeated'> {
  const { operands } = command
  const missing = operands.find(({ isOptional }, at) => isOptional !== true && !given[at])
  if (missing !== undefined)
    throw new CliError('cli.operand', `${missing.name} is missing. ${hint(command)}`)
  const single = operands.filter(({ isRepeated }) => isRepeated !== true)
  if (given.length > single.length && single.length === operands.length)
    throw new CliError(
      'cli.operand',
      `There are more words than this command takes. ${hint(command)}`,
    )
  return { operands: single.map((_, at) => given[at]), repeated: given.slice(single.length) }
}

function hint({ path }: Command): string {
  return `See keyward ${path.join(' ')} --help.`
}
