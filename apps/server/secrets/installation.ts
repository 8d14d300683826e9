import { readFileSync, statSync } from 'node:fs'
import type { Random } from '@keyward/primitives/signature'
import { OperatorError } from '../config/error.ts'
import type { Places } from '../config/read.ts'
import { prepareDataFolder } from './data-folder.ts'
import { replaceFile } from './durable-file.ts'
import { makeSecretsFile, readSecretsFile, type Warn } from './secrets-file.ts'
import { isTime, makeSecrets, parseObject, type ServerSecrets } from './server-secrets.ts'

const FORMAT = 'keyward-installation'
const VERSION = 1

/** A note in the data folder that a database was made there, so that its loss is noticed. */
export interface Installation {
  /** UTC milliseconds. */
  readonly madeAt: number
  /** Of the secrets that belong to the database. */
  readonly publicKey: string
}

/**
 * Reads the note; undefined when there is none.
 *
 * @throws {OperatorError} `data.installation`
 */
export function readInstallation({ installation }: Places): Installation | undefined {
  if (!isThere(installation)) return undefined
  const note = parseObject(readFileSync(installation, 'utf8'))
  const { madeAt, publicKey } = note ?? {}
  const isNote = note?.['format'] === FORMAT && note['version'] === VERSION
  if (isNote && isTime(madeAt) && typeof publicKey === 'string') return { madeAt, publicKey }
  throw new OperatorError(
    'data.installation',
    `The note ${installation} is damaged, or of a newer version of Keyward. If database and secrets beside it are right, delete it: it is made again.`,
  )
}

/** Keeps the note that the database at its place belongs to these secrets. */
export function noteInstallation(places: Places, { madeAt, publicKey }: Installation): void {
  const note = { format: FORMAT, version: VERSION, madeAt, publicKey }
  replaceFile(places.installation, `${JSON.stringify(note, null, 2)}\n`)
}

/**
 * Makes the data folder ready and gives the secrets; at the very first start it makes them. Nothing
 * that was lost is ever replaced by something new.
 *
 * @throws {OperatorError} `data.*`, `secrets.*`
 */
export async function prepareData(
  places: Places,
  { now, random, warn }: { now: number; random: Random; warn: Warn },
): Promise<ServerSecrets> {
  prepareDataFolder(places, warn)
  const secrets = await checkData(places, warn)
  if (secrets !== undefined) return secrets
  makeSecretsFile(places.secrets, await makeSecrets(now, random))
  // What was read again from the disk is what the next start will find, too.
  return (await readSecretsFile(places.secrets, warn)) as ServerSecrets
}

/**
 * Looks whether what is in the data folder belongs together, and makes nothing.
 *
 * @returns undefined where nothing was made yet
 * @throws {OperatorError} `data.*`, `secrets.*`
 */
export async function checkData(places: Places, warn: Warn): Promise<ServerSecrets | undefined> {
  const installation = readInstallation(places)
  const secrets = await readSecretsFile(places.secrets, warn)
  checkDatabase(places, installation)
  const isInstalled = installation !== undefined || isThere(places.database)
  if (secrets === undefined && isInstalled) {
    throw new OperatorError(
      'secrets.missing',
      `The secrets file ${places.secrets} is missing, and the database was made with it. Put it back, by hand or with admin restore-secrets: with new secrets no passphrase would open anything.`,
    )
  }
  if (secrets !== undefined && installation && installation.publicKey !== secrets.publicKey) {
    throw new OperatorError(
      'secrets.other',
      `The secrets file ${places.secrets} is of another server than the database ${places.database}: put the right one back.`,
    )
  }
  return secrets
}

function checkDatabase({ database, installation: note }: Places, was?: Installation): void {
  const size = statSync(database, { throwIfNoEntry: false })?.size ?? 0
  if (was === undefined || size > 0) return
  throw new OperatorError(
    'data.database-missing',
    `The database ${database} is missing or empty, and one was made there. Put it back, or a backup of it with admin restore. To begin anew, delete ${note} and the secrets file too.`,
  )
}

/** Whether anything is at the path. */
export function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}
