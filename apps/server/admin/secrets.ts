import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { OperatorError } from '../config/error.ts'
import { type Places, readPlaces } from '../config/read.ts'
import { prepareDataFolder } from '../secrets/data-folder.ts'
import { makeFile } from '../secrets/durable-file.ts'
import { isThere, readInstallation } from '../secrets/installation.ts'
import { openSecrets, sealSecrets } from '../secrets/sealed-backup.ts'
import {
  makeSecretsFile,
  readSecretsFile,
  replaceSecretsFile,
  type Warn,
} from '../secrets/secrets-file.ts'
import { type ServerSecrets, withNewSetupCode } from '../secrets/server-secrets.ts'
import type { Command } from './command.ts'

const LARGEST_BACKUP = 100_000

/** Writes the secrets, sealed with a passphrase, to a file. */
export const backupSecrets: Command = async ({ file }, { terminal, warn }) => {
  const path = resolve(file)
  const secrets = await readSecrets(readPlaces(terminal.env), warn)
  if (isThere(path)) throw exists(path)
  const passphrase = await terminal.readPassphrase(true)
  const { clock, random } = terminal
  const text = await sealSecrets(secrets, passphrase, { now: clock(), random })
  if (!writeNew(path, text)) throw exists(path)
  terminal.writeOut(
    `The secrets are backed up in ${path}, sealed with the passphrase. Keep both, and apart from backups of the database.\n`,
  )
}

/** Puts the secrets back out of such a file. A secrets file that is there is never overwritten. */
export const restoreSecrets: Command = async ({ file }, { terminal, warn }) => {
  const places = readPlaces(terminal.env)
  prepareDataFolder(places, warn)
  if (isThere(places.secrets)) {
    const message = `There is a secrets file at ${places.secrets} already, and it is never overwritten: move it away first.`
    throw new OperatorError('secrets.exists', message)
  }
  const text = readBackupText(resolve(file))
  const secrets = await openSecrets(text, await terminal.readPassphrase(false))
  const installation = readInstallation(places)
  if (installation !== undefined && installation.publicKey !== secrets.publicKey) {
    throw new OperatorError(
      'secrets.other',
      `These secrets are of another server than the database ${places.database}. Nothing was restored.`,
    )
  }
  makeSecretsFile(places.secrets, secrets)
  terminal.writeOut(`The secrets are restored to ${places.secrets}.\n`)
}

/** Prints the setup code, or makes a new one. */
export const setupCode: Command = async ({ options }, { terminal, warn }) => {
  const places = readPlaces(terminal.env)
  const secrets = await readSecrets(places, warn)
  if (!options.has('renew')) return terminal.writeOut(`${secrets.setupCode}\n`)
  const renewed = withNewSetupCode(secrets, terminal.random)
  replaceSecretsFile(places.secrets, renewed)
  warn('A server that runs takes the new setup code after a restart.')
  terminal.writeOut(`${renewed.setupCode}\n`)
}

async function readSecrets({ secrets: path }: Places, warn: Warn): Promise<ServerSecrets> {
  const secrets = await readSecretsFile(path, warn)
  if (secrets !== undefined) return secrets
  throw new OperatorError(
    'secrets.missing',
    `There is no secrets file at ${path}: the server makes it at its first start. See KEYWARD_DATA.`,
  )
}

function readBackupText(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, LARGEST_BACKUP)
  } catch (cause) {
    throw new OperatorError('backup.file', `The file ${path} can't be read (${codeOf(cause)}).`, {
      cause,
    })
  }
}

function writeNew(path: string, text: string): boolean {
  try {
    return makeFile(path, text)
  } catch (cause) {
    throw new OperatorError(
      'backup.file',
      `The file ${path} can't be written (${codeOf(cause)}).`,
      { cause },
    )
  }
}

function exists(path: string): OperatorError {
  const message = `There is a file at ${path} already, and it is not overwritten: name another one.`
  return new OperatorError('backup.exists', message)
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
