import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { OperatorError } from '../config/error.ts'
import { type Places, readPlaces } from '../config/read.ts'
import { openDatabase, storeReason } from '../ops/open-store.ts'
import { readVersion } from '../ops/version.ts'
import { isThere, readInstallation } from '../secrets/installation.ts'
import { readSecretsFile, type Warn } from '../secrets/secrets-file.ts'
import { writeBackup } from './backup-file.ts'
import type { Command } from './command.ts'

/** Writes a consistent copy of the database to one file, while the server runs or not. */
export const backup: Command = async ({ file }, { terminal, openStore, warn }) => {
  const path = resolve(file)
  const places = readPlaces(terminal.env)
  checkTarget(path, places)
  const publicKey = await readPublicKey(places, warn)
  const copy = `${path}.${randomUUID()}.database`
  const store = await openDatabase(places, openStore)
  try {
    const madeAt = terminal.clock()
    await store.backup(copy).catch((cause: unknown) => {
      const message = `The backup ${path} can't be written: ${storeReason(cause)}`
      throw new OperatorError('backup.file', message, { cause })
    })
    const { bytes } = await writeBackup(path, copy, { madeAt, software: readVersion(), publicKey })
    terminal.writeOut(
      `The database is backed up in ${path} (${bytes} bytes). The secrets are not in it: keep a backup of them too, with backup-secrets.\n`,
    )
  } finally {
    rmSync(copy, { force: true })
    await store.close()
  }
}

function checkTarget(path: string, { database }: Places): void {
  if (!isThere(database)) {
    const message = `There is no database at ${database}: see KEYWARD_DATA.`
    throw new OperatorError('data.database-missing', message)
  }
  if (isThere(path)) {
    const message = `There is a file at ${path} already, and it is not overwritten: name another one.`
    throw new OperatorError('backup.exists', message)
  }
}

/** A backup is wanted most of all when the secrets are lost, so the note in the folder is enough. */
async function readPublicKey(places: Places, warn: Warn): Promise<string> {
  const known = readInstallation(places) ?? (await readSecretsFile(places.secrets, warn))
  if (known !== undefined) return known.publicKey
  throw new OperatorError(
    'secrets.missing',
    `Both ${places.installation} and the secrets file ${places.secrets} are missing: put one back.`,
  )
}
