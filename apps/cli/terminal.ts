import { type Keyboard, processKeyboard } from './keyboard.ts'

/** Where a command reads and writes. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array>
  /** Whether a person types the input. */
  readonly stdinIsTty: boolean
  /** Whether a person reads the output, rather than a program. */
  readonly stdoutIsTty: boolean
  /** Whether a person sees progress and remarks. */
  readonly stderrIsTty: boolean
  /** How many characters a line of a person's terminal has; undefined where nobody knows. */
  readonly columns: number | undefined
  /** The person's keyboard, whatever standard input is. */
  readonly keyboard: Keyboard
  writeOut(text: string): void
  writeErr(text: string): void
}

/** The terminal of this process. A reader that went away ends the output quietly. */
export function processTerminal(): Terminal {
  process.stdout.on('error', ignoreClosedPipe)
  process.stderr.on('error', ignoreClosedPipe)
  return {
    stdin: process.stdin,
    stdinIsTty: process.stdin.isTTY,
    stdoutIsTty: process.stdout.isTTY,
    stderrIsTty: process.stderr.isTTY,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    keyboard: processKeyboard(),
    writeOut: (text) => void process.stdout.write(text),
    writeErr: (text) => void process.stderr.write(text),
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
