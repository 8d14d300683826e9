import { CliError } from '../error.ts'
import { parseJson, readStdin } from '../input.ts'
import type { Terminal } from '../terminal.ts'

const MOST_BYTES = 4096

/** The lines of standard input, one after the other, as they are asked for. */
export interface StdinLines {
  /** The next line without its break. @throws {CliError} `cli.passphrase` when it can be none */
  next(): Promise<string>
  /**
   * The JSON value that everything after the lines taken so far is.
   *
   * @throws {CliError} `cli.stdin-empty`, `cli.stdin-too-large`, `cli.stdin-json`
   */
  rest(): Promise<unknown>
}

export function stdinLines(terminal: Terminal): StdinLines {
  const { stdin } = terminal
  let pieces: AsyncIterator<Uint8Array> | undefined
  let left: Uint8Array = new Uint8Array(0)
  async function* remaining(): AsyncGenerator<Uint8Array> {
    if (left.length > 0) yield left
    pieces ??= stdin[Symbol.asyncIterator]()
    for (;;) {
      const { done, value } = await pieces.next()
      if (done === true) return
      yield value
    }
  }
  return {
    async rest() {
      return parseJson(await readStdin({ ...terminal, stdin: remaining() }))
    },
    async next() {
      pieces ??= stdin[Symbol.asyncIterator]()
      for (;;) {
        const end = left.indexOf(0x0a)
        if (end !== -1 || left.length > MOST_BYTES) {
          const line = left.subarray(0, end === -1 ? left.length : end)
          left = left.subarray(line.length + 1)
          return readLine(line)
        }
        const { done, value } = await pieces.next()
        if (done === true) {
          const line = left
          left = new Uint8Array(0)
          return readLine(line)
        }
        left = Buffer.concat([left, value])
      }
    },
  }
}

function readLine(bytes: Uint8Array): string {
  const line = bytes.length > MOST_BYTES ? '' : decode(bytes).replace(/\r$/, '')
  if (line !== '') return line
  throw unusable()
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw unusable()
  }
}

function unusable(): CliError {
  return new CliError(
    'cli.passphrase',
    `Standard input has no passphrase: give it on a line of its own, in UTF-8, at most ${MOST_BYTES} bytes.`,
  )
}
