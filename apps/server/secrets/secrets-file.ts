import { chmodSync, readFileSync, statSync } from 'node:fs'
import { OperatorError } from '../config/error.ts'
import { makeFile, replaceFile } from './durable-file.ts'
import { encodeSecrets, parseSecrets, type ServerSecrets } from './server-secrets.ts'

/** Tells the operator of something that works but should be put right. */
export type Warn = (sentence: string) => void

/**
 * Reads the secrets file. Rights of group and others are taken away, and that is told.
 *
 * @returns undefined when there is no file
 * @throws {OperatorError} `secrets.damaged`, `secrets.file`
 */
export async function readSecretsFile(
  path: string,
  warn: Warn,
): Promise<ServerSecrets | undefined> {
  const text = readText(path)
  if (text === undefined) return undefined
  tighten(path, warn)
  const secrets = await parseSecrets(text)
  if (secrets !== undefined) return secrets
  throw new OperatorError(
    'secrets.damaged',
    `The secrets file ${path} is damaged. Move it away and put a copy back, by hand or with admin restore-secrets: with new secrets no passphrase would open anything.`,
  )
}

/**
 * Makes the secrets file.
 *
 * @throws {OperatorError} `secrets.exists`: a secrets file is never overwritten; `secrets.file`
 */
export function makeSecretsFile(path: string, secrets: ServerSecrets): void {
  if (writeFile(() => makeFile(path, encodeSecrets(secrets)), path)) return
  throw new OperatorError(
    'secrets.exists',
    `There is a secrets file at ${path} already, and it is never overwritten: move it away first.`,
  )
}

/**
 * Replaces the secrets file by one that differs in the setup code.
 *
 * @throws {OperatorError} `secrets.file`
 */
export function replaceSecretsFile(path: string, secrets: ServerSecrets): void {
  writeFile(() => replaceFile(path, encodeSecrets(secrets)), path)
}

function writeFile<T>(write: () => T, path: string): T {
  try {
    return write()
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new OperatorError(
      'secrets.file',
      `The secrets file ${path} can't be written (${code}): make its folder, with the right to write there.`,
      { cause },
    )
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new OperatorError(
      'secrets.file',
      `The secrets file ${path} can't be read (${code}): give the server the right to read it.`,
      { cause },
    )
  }
}

function tighten(path: string, warn: Warn): void {
  if ((statSync(path).mode & 0o077) === 0) return
  try {
    chmodSync(path, 0o600)
    warn(`Others could read the secrets file ${path}; now only its owner can.`)
  } catch {
    warn(`Others may read the secrets file ${path}: let only the server read it (chmod 600).`)
  }
}
