import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { encodeBase64url } from '@keyward/codec'
import { OperatorError } from '../config/error.ts'
import { type Places, readPlaces } from '../config/read.ts'
import { databaseRefused, type OpenStore } from '../ops/open-store.ts'
import { prepareDataFolder } from '../secrets/data-folder.ts'
import { syncFolder } from '../secrets/durable-file.ts'
import { isThere, noteInstallation } from '../secrets/installation.ts'
import { readSecretsFile, type Warn } from '../secrets/secrets-file.ts'
import { type BackupHeader, readBackup } from './backup-file.ts'
import type { Command } from './command.ts'
import { whileAlone } from './in-use.ts'
import type { AdminTerminal } from './terminal.ts'

const ID_LENGTH = 16
/** What SQLite keeps beside a database; left behind, it would be taken for the restored one's. */
const COMPANIONS = ['', '-wal', '-shm', '-journal']

/**
 * Puts a backup in the place of the database. Every workspace gets a new incarnation, so that
 * clients notice and put back what is newer with them, and its activity tells of it. The database
 * that was there is moved aside, never deleted.
 */
export const restore: Command = async ({ file, options }, { terminal, openStore, warn }) => {
  const places = readPlaces(terminal.env)
  prepareDataFolder(places, warn)
  const isReplacing = isThere(places.database)
  if (isReplacing && !options.has('replace')) {
    throw new OperatorError(
      'data.exists',
      `There is a database at ${places.database}: add --replace to move it aside and put the backup in its place.`,
    )
  }
  const draft = `${places.database}.restoring-${randomUUID()}`
  try {
    const header = await readBackup(resolve(file), draft)
    await checkSecrets(places, header, warn)
    await renew(draft, header, { terminal, openStore })
    await whileAlone(draft, async () => {})
    const place = async (): Promise<string | undefined> => {
      const aside = setAside(places, terminal.clock())
      renameSync(draft, places.database)
      syncFolder(places.folder)
      return aside
    }
    const aside = isReplacing ? await whileAlone(places.database, place) : await place()
    noteInstallation(places, { madeAt: terminal.clock(), publicKey: header.publicKey })
    terminal.writeOut(report(header, aside))
  } finally {
    for (const end of COMPANIONS) rmSync(`${draft}${end}`, { force: true })
  }
}

async function checkSecrets(places: Places, header: BackupHeader, warn: Warn): Promise<void> {
  const secrets = await readSecretsFile(places.secrets, warn)
  if (secrets === undefined) {
    warn(`The secrets file ${places.secrets} is missing: put it back before the server is started.`)
  } else if (secrets.publicKey !== header.publicKey) {
    throw new OperatorError(
      'secrets.other',
      `The backup is of another server than the secrets file ${places.secrets}: move that away, and put back the one that belongs to the backup, with restore-secrets. Nothing was restored.`,
    )
  }
}

/** Makes the copy one that clients can tell from the database that was lost. */
async function renew(
  database: string,
  { madeAt }: BackupHeader,
  { terminal, openStore }: { terminal: AdminTerminal; openStore: OpenStore },
): Promise<void> {
  const { clock, random } = terminal
  try {
    const store = await openStore({ path: database })
    try {
      await store.workspaces.renewIncarnations(() => encodeBase64url(random(ID_LENGTH)))
      const asker = { memberId: null, deviceId: null }
      const restored = { event: 'backup-restored', subject: { madeAt } } as const
      for (const workspaceId of await store.workspaces.list(Number.MAX_SAFE_INTEGER)) {
        await store.activity.append(workspaceId, [{ time: clock(), ...asker, ...restored }])
      }
    } finally {
      await store.close()
    }
  } catch (error) {
    throw databaseRefused('in the backup', error)
  }
}

/** Moves what is at the database's place into a folder beside it. Returns it, if there was anything. */
function setAside({ database }: Places, now: number): string | undefined {
  const there = COMPANIONS.map((end) => `${database}${end}`).filter((path) => existsSync(path))
  if (there.length === 0) return undefined
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  const aside = `${database}.replaced-${stamp}-${randomUUID().slice(0, 8)}`
  mkdirSync(aside, { mode: 0o700 })
  for (const path of there) renameSync(path, join(aside, basename(path)))
  syncFolder(aside)
  return aside
}

function report({ madeAt, software }: BackupHeader, aside: string | undefined): string {
  const when = new Date(madeAt).toISOString()
  const restored = `The backup of ${when} (Keyward ${software}) is restored.`
  const kept = aside === undefined ? '' : ` The database that was there is kept in ${aside}.`
  return `${restored}${kept} Clients put back what they have that is newer.\n`
}
