/** Where a command reads and writes. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array>
  /** Whether a person types the input. */
  readonly stdinIsTty: boolean
  /** Whether a person reads the output, rather than a program. */
  readonly stdoutIsTty: boolean
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
    writeOut: (text) => void process.stdout.write(text),
    writeErr: (text) => void process.stderr.write(text),
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
