import { statfsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { OperatorError } from '../config/error.ts'
import { type Places, readConfig, readPlaces } from '../config/read.ts'
import { databaseRefused } from '../ops/open-store.ts'
import { checkData, isThere } from '../secrets/installation.ts'
import type { Command } from './command.ts'

const LEAST_FREE_BYTES = 500_000_000
const MEGABYTE = 1_000_000

type Write = (mark: 'ok' | 'note' | 'bad', sentence: string) => void

/** Looks at everything that a start would need, makes nothing, and says what is wrong. */
export const check: Command = async (_input, { terminal }) => {
  const { env } = terminal
  const places = readPlaces(env)
  let isBad = false
  const write: Write = (mark, sentence) => {
    isBad ||= mark === 'bad'
    for (const line of sentence.split('\n')) terminal.writeOut(`${mark.padEnd(5)} ${line}\n`)
  }
  await attempt(write, () => {
    readConfig(env)
    return 'The settings are right.'
  })
  await attempt(write, async () => {
    const secrets = await checkData(places, (sentence) => write('note', sentence))
    return secrets === undefined
      ? `No server was started with the data folder ${places.folder} yet.`
      : `The secrets file ${places.secrets} is whole, and of this server.`
  })
  if (isThere(places.database)) await attempt(write, () => checkDatabase(places, write))
  if (isThere(places.folder)) tellSpace(places, write)
  if (isBad) throw new OperatorError('check.failed', 'Something is wrong: see the lines above.')
}

async function attempt(write: Write, look: () => string | Promise<string>): Promise<void> {
  try {
    write('ok', await look())
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    write('bad', error.message)
  }
}

function checkDatabase({ database }: Places, write: Write): string {
  if ((statSync(database).mode & 0o077) !== 0) {
    write('note', `Others may read the database ${database}: let only the server (chmod 600).`)
  }
  const faults = readFaults(database)
  if (faults.length === 0) return `The database ${database} is whole.`
  throw new OperatorError(
    'data.database',
    `The database ${database} is damaged: restore a backup. (${faults.length} faults)`,
  )
}

function readFaults(database: string): readonly unknown[] {
  try {
    const opened = new DatabaseSync(database, { readOnly: true, timeout: 5000 })
    try {
      const rows = opened.prepare('PRAGMA integrity_check').all()
      return rows.filter((row) => row['integrity_check'] !== 'ok')
    } finally {
      opened.close()
    }
  } catch (cause) {
    throw databaseRefused(database, cause)
  }
}

function tellSpace({ folder }: Places, write: Write): void {
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const shown = `${Math.floor(free / MEGABYTE)} MB are free for the data folder`
  if (free >= LEAST_FREE_BYTES) write('ok', `${shown}.`)
  else write('note', `${shown}: that is little.`)
}
