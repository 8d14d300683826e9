import { closeSync, openSync, writeSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import { CliError } from './error.ts'
import { escapeUnprintable } from './escape.ts'
import { lineReader } from './line-reader.ts'

/** Asks the person at the controlling terminal, even where standard input is a file. */
export interface Keyboard {
  /**
   * One line, shown while it is typed.
   *
   * @throws {CliError} `cli.no-terminal` where nobody is there, `cli.cancelled` after Ctrl-C or Ctrl-D
   */
  ask(question: string): Promise<string>
  /** One line that is not shown. @throws {CliError} as `ask` */
  askSecret(question: string): Promise<string>
}

const DEVICE = '/dev/tty'

/** The keyboard of the terminal that this process belongs to; it is opened when it is needed. */
export function processKeyboard(): Keyboard {
  return { ask: (question) => read(question, true), askSecret: (question) => read(question, false) }
}

async function read(question: string, isShown: boolean): Promise<string> {
  const descriptor = openDevice()
  const keys = new ReadStream(descriptor)
  const show = (text: string): void => void writeSync(descriptor, text)
  try {
    show(escapeUnprintable(question))
    // In raw mode the terminal shows nothing by itself, and Ctrl-C comes as a character.
    keys.setRawMode(true)
    const typed = lineReader()
    for await (const chunk of keys) {
      const { line, echo } = typed.take(String(chunk))
      if (isShown && echo !== '') show(echo)
      if (line === undefined) continue
      if (line === null) throw cancelled()
      return line
    }
    throw cancelled()
  } finally {
    keys.setRawMode(false)
    show('\n')
    keys.destroy()
  }
}

function openDevice(): number {
  try {
    const descriptor = openSync(DEVICE, 'r+')
    closeSync(openSync(DEVICE, 'w'))
    return descriptor
  } catch (error) {
    throw new CliError(
      'cli.no-terminal',
      'There is no terminal to ask at: give the passphrase as the first line of standard input, with --passphrase-stdin.',
      { cause: error },
    )
  }
}

function cancelled(): CliError {
  return new CliError('cli.cancelled', 'Cancelled at the keyboard.')
}
