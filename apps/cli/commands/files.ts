import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { CliError } from '../error.ts'

const MOST_BYTES = 512 * 1024 * 1024

/**
 * Writes a file that nobody else may read, and that was not there before. It is on disk when this
 * returns.
 *
 * @throws {CliError} `cli.file`
 */
export function writeNewFile(path: string, bytes: Uint8Array): void {
  let file: number | undefined
  try {
    file = openSync(path, 'wx', 0o600)
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST'
    throw new CliError(
      'cli.file',
      isThere
        ? `${path} is there already, and stays as it is: name a new file.`
        : `${path} can't be written: choose another place.`,
      { cause: error },
    )
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** @throws {CliError} `cli.file` */
export function readWholeFile(path: string): Uint8Array {
  try {
    if (statSync(path).size > MOST_BYTES)
      throw new CliError('cli.file', `${path} has more than 512 MiB.`)
    return readFileSync(path)
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError('cli.file', `${path} can't be read: correct the name.`, { cause: error })
  }
}

/** The lines of a text file, without their breaks; empty ones at the end are none. */
export function readLines(path: string): string[] {
  const text = new TextDecoder().decode(readWholeFile(path))
  return text.replace(/\n+$/, '').split('\n')
}
