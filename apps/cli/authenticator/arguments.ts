import { parseArgs, type ParseArgsConfig } from 'node:util'
import { CodecError, decodeHex } from '@keyward/codec'
import { CliError } from '../error.ts'

type OptionSpecs = NonNullable<ParseArgsConfig['options']>
type Values<T extends OptionSpecs> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T }>
>['values']

/**
 * Reads the options of one command. Nothing that was typed is repeated but the names of options:
 * a seed may stand anywhere in a mistyped line.
 *
 * @throws {CliError} `cli.option`
 */
export function readOptions<T extends OptionSpecs>(
  command: string,
  args: readonly string[],
  options: T,
): Values<T> {
  try {
    return parseArgs<{ args: string[]; options: T }>({ args: [...args], options }).values
  } catch (error) {
    throw refused(command, error)
  }
}

function refused(command: string, error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string }
  const option = /-[^'=\s,]*/.exec(message)?.[0] ?? 'an option'
  const hint = `See keyward authenticator ${command} --help.`
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return new CliError('cli.option', `There is no option ${option}. ${hint}`)
  }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return new CliError(
      'cli.option',
      `${option} lacks its value, or takes none. One that begins with - goes after =. ${hint}`,
    )
  }
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
    return new CliError(
      'cli.option',
      `This command takes options only, and no other words. ${hint}`,
    )
  }
  return error
}

/** The path of the store. @throws {CliError} `cli.store` */
export function readStorePath(path: string | undefined): string {
  if (path !== undefined && path !== '' && !path.includes('\0')) return path
  throw new CliError(
    'cli.store',
    'Say where passkeys are kept: add --store and a file, such as --store my-passkeys.db.',
  )
}

/** One of the words that an option takes. @throws {CliError} `cli.option` */
export function readChoice<T extends string>(
  name: string,
  value: string | undefined,
  choices: readonly [T, ...T[]],
): T {
  if (value === undefined) return choices[0]
  const choice = choices.find((candidate) => candidate === value)
  if (choice !== undefined) return choice
  throw new CliError('cli.option', `${name} is one of: ${choices.join(', ')}.`)
}

const LEAST_SEED_LENGTH = 16

/** The bytes of a seed. @throws {CliError} `cli.option` */
export function readSeed(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined
  const seed = decodeOrNothing(text)
  if (seed !== undefined && seed.length >= LEAST_SEED_LENGTH) return seed
  throw new CliError(
    'cli.option',
    `--seed is hexadecimal, at least ${LEAST_SEED_LENGTH} bytes (${2 * LEAST_SEED_LENGTH} digits).`,
  )
}

function decodeOrNothing(text: string): Uint8Array | undefined {
  try {
    return decodeHex(text)
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  }
}
