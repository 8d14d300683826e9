import type { Answer } from './answer.ts'
import type { Context } from './context.ts'

/** One option of a command; its name stands in the table that holds it. */
export type Option =
  | { readonly kind: 'switch'; readonly help: string }
  | {
      readonly kind: 'text'
      /** What stands for the value in the help, such as `FILE`. */
      readonly value: string
      readonly help: string
    }
  | {
      readonly kind: 'choice'
      readonly choices: readonly string[]
      readonly help: string
    }
  /** May be given several times. */
  | { readonly kind: 'list'; readonly value: string; readonly help: string }

export type Options = Readonly<Record<string, Option>>

/** One word of a command line that is no option. */
export interface Operand {
  /** As the help names it, such as `ACCOUNT`. */
  readonly name: string
  readonly help: string
  readonly isOptional?: boolean
  /** May be given several times, as the last one of a command can. */
  readonly isRepeated?: boolean
}

type ValueOf<O extends Option> = O extends { kind: 'switch' }
  ? boolean
  : O extends { kind: 'list' }
    ? readonly string[]
    : O extends { kind: 'choice'; choices: readonly (infer C)[] }
      ? C | undefined
      : string | undefined

/** What was typed, checked against what the command takes. */
export interface Given<O extends Options> {
  /** One for each operand that is not repeated; an optional one that is missing is undefined. */
  readonly operands: readonly (string | undefined)[]
  /** The words of the repeated operand. */
  readonly repeated: readonly string[]
  readonly options: { readonly [Name in keyof O]: ValueOf<O[Name]> }
}

/**
 * What a command stands on: nothing; the home folder; or a home folder whose session is unlocked.
 * It decides which of the common options a command takes.
 */
export type Needs = 'nothing' | 'home' | 'unlocked'

/** One command: all that its help, its parsing and its running need. */
export interface Command {
  /** After `keyward`, such as `['accounts', 'show']`. */
  readonly path: readonly [string, ...string[]]
  /** One sentence. */
  readonly summary: string
  readonly needs: Needs
  readonly operands: readonly Operand[]
  readonly options: Options
  /** Further paragraphs of the help. */
  readonly notes: readonly string[]
  /** `json` where the answer is JSON whoever reads it. */
  readonly format: 'text' | 'json'
  run(context: Context, given: Given<Options>): Promise<Answer>
}

interface Spec<O extends Options> {
  readonly path: Command['path']
  readonly summary: string
  readonly needs: Needs
  readonly operands?: readonly Operand[]
  readonly options: O
  readonly notes?: readonly string[]
  readonly format?: Command['format']
  run(context: Context, given: Given<O>): Promise<Answer>
}

/** A command, with the types of its options kept for `run`. */
export function command<const O extends Options>(spec: Spec<O>): Command {
  const { path, summary, needs, operands = [], options, notes = [], format = 'text' } = spec
  return {
    path,
    summary,
    needs,
    operands,
    options,
    notes,
    format,
    run: (context, given) => spec.run(context, given as Given<O>),
  }
}

/** What a command takes besides its own options, by what it stands on. */
export function commonOptions(needs: Needs): Options {
  return {
    ...(needs === 'nothing' ? {} : HOME),
    ...(needs === 'unlocked' ? PASSPHRASE : {}),
    json: { kind: 'switch', help: 'print JSON for programs' },
  }
}

const HOME = {
  home: {
    kind: 'text',
    value: 'DIR',
    help: 'where this device keeps its copy; KEYWARD_HOME, or a folder of yours, otherwise',
  },
} as const satisfies Options

const PASSPHRASE = {
  'passphrase-stdin': {
    kind: 'switch',
    help: 'unlock for this command alone, with the first line of standard input',
  },
} as const satisfies Options
