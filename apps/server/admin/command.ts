import type { OpenStore } from '../ops/open-store.ts'
import type { Warn } from '../secrets/secrets-file.ts'
import type { AdminTerminal } from './terminal.ts'

/** What every command is handed. */
export interface CommandContext {
  readonly terminal: AdminTerminal
  readonly openStore: OpenStore
  /** A remark that is no failure. */
  readonly warn: Warn
}

/** What was typed after the command: one file where the command takes one, and its options. */
export interface CommandInput {
  readonly file: string
  readonly options: ReadonlySet<string>
}

/** One command. @throws {OperatorError} when it could not be done */
export type Command = (input: CommandInput, context: CommandContext) => Promise<void>
