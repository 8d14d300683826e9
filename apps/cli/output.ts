import { WebAuthnError } from '@keyward/webauthn/data'
import { CliError } from './error.ts'
import { escapeUnprintable } from './escape.ts'
import type { Terminal } from './terminal.ts'

/** Prints one JSON value on standard output: spread out for a person, on one line for a program. */
export function printJson(terminal: Terminal, value: unknown): void {
  const text = JSON.stringify(value, null, terminal.stdoutIsTty ? 2 : undefined)
  // Line breaks here are layout; those inside texts are already escaped.
  terminal.writeOut(`${text.split('\n').map(escapeUnprintable).join('\n')}\n`)
}

/** A remark for a person, on standard error. Names in it come from RPs, so they can't steer a terminal. */
export function remark(terminal: Terminal, sentence: string): void {
  terminal.writeErr(`${escapeUnprintable(sentence)}\n`)
}

/** Prints why a command was refused. Nothing is said of an unexpected error, which may hold anything. */
export function printError(terminal: Terminal, error: unknown): void {
  if (error instanceof WebAuthnError && error.cause instanceof CliError) {
    remark(terminal, error.cause.message)
  }
  printJson(terminal, { error: describe(error) })
}

function describe(error: unknown): { name: string; message: string; rule: string } {
  const known =
    error instanceof CliError || error instanceof WebAuthnError
      ? error
      : new CliError('cli.internal', 'Keyward failed. Nothing was answered; please report this.')
  return { name: known.name, message: known.message, rule: known.rule }
}
