import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { parseActivity } from '@keyward/log'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectRefusal } from '../config/cases/refusal.ts'
import { modeOf, temporaryFolders } from '../config/cases/temporary-folder.ts'
import { type Places, readPlaces } from '../config/read.ts'
import { answering, configFor, partsWith } from '../ops/cases/server.ts'
import { type RunningServer, startServer } from '../ops/start.ts'
import { kept, makeScene, type Scene } from '../store/cases/scene.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { readBackup, writeBackup } from './backup-file.ts'
import { admin } from './cases/admin.ts'

const temporaryFolder = temporaryFolders()
const MADE_AT = 1_800_000_000_000

let places: Places
let server: RunningServer | undefined
let backupFile: string
beforeEach(() => {
  const folder = temporaryFolder()
  places = readPlaces({ KEYWARD_DATA: join(folder, 'data') })
  backupFile = join(folder, 'keyward.backup')
})
afterEach(async () => {
  await server?.stop()
  server = undefined
})

const parts = partsWith(() => answering(() => new Response()))
const run = (...argv: string[]) => admin(argv, { data: places.folder })

async function start(): Promise<void> {
  server = await startServer(configFor(join(places.folder, '..')), parts)
}

async function withStore<T>(task: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ path: places.database })
  try {
    return await task(store)
  } finally {
    await store.close()
  }
}

/** A stopped server with one workspace and one account. */
async function installed(): Promise<Scene> {
  await start()
  await server?.stop()
  return withStore(async (store) => {
    const scene = await makeScene(store)
    await kept(scene)
    return scene
  })
}

const stateOf = ({ workspaceId, owner }: Scene) =>
  withStore(async (store) => {
    const { accounts } = await store.accounts.changes(workspaceId, owner, 0, 1000)
    const { entries } = await store.activity.list(workspaceId, { limit: 1000 })
    return {
      ...(await store.workspaces.get(workspaceId)),
      accounts: accounts.map(({ accountId }) => accountId),
      activity: entries.map((entry) => parseActivity(entry)),
    }
  })

describe('backup and restore', () => {
  test('bring everything back on another machine, with new incarnations and a note in the activity', async () => {
    const scene = await installed()
    const before = await stateOf(scene)
    expect(await run('backup', backupFile)).toMatchObject({ code: 0, err: '' })
    const secrets = readFileSync(places.secrets)
    rmSync(places.folder, { recursive: true })
    const restored = await run('restore', backupFile)
    expect(restored.code).toBe(0)
    expect(restored.out).toContain('2027-01-15T08:00:00.000Z')
    expect(restored.err).toContain('put it back before the server is started')
    expect(modeOf(places.folder)).toBe(0o700)
    expect(modeOf(places.database)).toBe(0o600)
    expect(readdirSync(places.folder).toSorted()).toEqual(['installation.json', 'keyward.sqlite'])
    const after = await stateOf(scene)
    expect(after.accounts).toEqual(before.accounts)
    expect(after.accounts.length).toBeGreaterThan(0)
    expect(after.revision).toBe(before.revision)
    expect(after.incarnation).toMatch(/^[\w-]{22}$/)
    expect(after.incarnation).not.toBe(before.incarnation)
    expect(after.activity.at(-1)).toMatchObject({
      event: 'backup-restored',
      subject: { madeAt: MADE_AT },
      memberId: null,
    })
    // The server asks for its own secrets, and starts with them.
    const config = configFor(join(places.folder, '..'))
    await expectRefusal(() => startServer(config, parts), 'secrets.missing')
    writeFileSync(places.secrets, secrets, { mode: 0o600 })
    await start()
    expect(server?.setupCode).toBeNull()
  })

  test('a backup is made while the server runs and writes', async () => {
    const scene = await installed()
    await start()
    const written = withStore(async (store) => {
      for (let times = 0; times < 20; times += 1) await kept({ ...scene, store })
    })
    expect(await run('backup', backupFile)).toMatchObject({ code: 0 })
    await written
    expect(modeOf(backupFile)).toBe(0o600)
    expect(readdirSync(join(places.folder, '..')).toSorted()).toEqual(['data', 'keyward.backup'])
    await server?.stop()
    expect(await run('restore', backupFile, '--replace')).toMatchObject({ code: 0 })
    expect((await stateOf(scene)).accounts.length).toBeGreaterThanOrEqual(1)
  })

  test('what is replaced is moved aside, whole', async () => {
    const scene = await installed()
    await run('backup', backupFile)
    await withStore((store) => kept({ ...scene, store }))
    const later = await stateOf(scene)
    expect(await run('restore', backupFile)).toMatchObject({
      code: 1,
      err: expect.stringContaining('--replace'),
    })
    expect(await stateOf(scene)).toEqual(later)
    const { code, out } = await run('restore', backupFile, '--replace')
    expect(code).toBe(0)
    const aside = readdirSync(places.folder).find((name) => name.includes('.replaced-')) ?? ''
    expect(out).toContain(aside)
    expect((await stateOf(scene)).accounts).toHaveLength(later.accounts.length - 1)
    places = { ...places, database: join(places.folder, aside, 'keyward.sqlite') }
    expect(await stateOf(scene)).toEqual(later)
  })

  test('a running server keeps its database', async () => {
    const scene = await installed()
    await run('backup', backupFile)
    await start()
    const { code, err } = await run('restore', backupFile, '--replace')
    expect(code).toBe(1)
    expect(err).toContain('stop it first')
    expect(readdirSync(places.folder).join()).not.toMatch(/restoring|replaced/)
    await server?.stop()
    expect((await stateOf(scene)).activity.some(({ event }) => event === 'backup-restored')).toBe(
      false,
    )
  })

  test('a damaged database is replaced by a backup', async () => {
    const scene = await installed()
    await run('backup', backupFile)
    writeFileSync(places.database, 'no database'.repeat(1000))
    expect(await run('restore', backupFile, '--replace')).toMatchObject({ code: 0 })
    expect((await stateOf(scene)).accounts.length).toBeGreaterThan(0)
  })

  test('a backup of another server is refused while the secrets are others', async () => {
    await installed()
    await run('backup', backupFile)
    places = readPlaces({ KEYWARD_DATA: join(temporaryFolder(), 'data') })
    await installed()
    const { code, err } = await run('restore', backupFile, '--replace')
    expect(code).toBe(1)
    expect(err).toContain('another server')
  })

  test('no file is overwritten by a backup, and none is left of one that failed', async () => {
    await installed()
    writeFileSync(backupFile, 'mine')
    expect(await run('backup', backupFile)).toMatchObject({ code: 1 })
    expect(readFileSync(backupFile, 'utf8')).toBe('mine')
    const nowhere = join(dirname(backupFile), 'none/keyward.backup')
    expect(await run('backup', nowhere)).toMatchObject({ code: 1 })
    expect(readdirSync(dirname(backupFile)).toSorted()).toEqual(['data', 'keyward.backup'])
  })

  test('without a database there is nothing to back up', async () => {
    const { code, err } = await run('backup', backupFile)
    expect(code).toBe(1)
    expect(err).toContain('KEYWARD_DATA')
    expect(existsSync(places.folder)).toBe(false)
  })

  test('a backup can be made when the secrets are lost', async () => {
    await installed()
    rmSync(places.secrets)
    expect(await run('backup', backupFile)).toMatchObject({ code: 0 })
  })
})

describe('the file of a backup', () => {
  const about = { madeAt: 1, software: '0.1.0', publicKey: 'k' }
  const content = Buffer.from('content of a database')

  async function made(): Promise<{ file: string; copy: string }> {
    const folder = temporaryFolder()
    const [database, file] = [join(folder, 'database'), join(folder, 'file')]
    writeFileSync(database, content)
    await writeBackup(file, database, about)
    return { file, copy: join(folder, 'copy') }
  }

  test('gives back the database and what is said of it', async () => {
    const { file, copy } = await made()
    expect(await readBackup(file, copy)).toEqual({ ...about, bytes: content.length })
    expect(readFileSync(copy)).toEqual(content)
    expect(modeOf(copy)).toBe(0o600)
  })

  test('with any byte changed, or any number of bytes missing, is refused and leaves nothing', async () => {
    const { file, copy } = await made()
    const whole = readFileSync(file)
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole)
      changed.writeUInt8(whole.readUInt8(at) ^ 1, at)
      for (const bytes of [changed, whole.subarray(0, at)]) {
        writeFileSync(file, bytes)
        await expect(readBackup(file, copy), `at ${at}`).rejects.toMatchObject({
          rule: expect.stringMatching(/^backup\.(damaged|newer)$/),
        })
      }
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.from('x')]))
    await expectRefusal(() => readBackup(file, copy), 'backup.damaged')
    expect(existsSync(copy)).toBe(false)
  })

  test('of another format asks for another version', async () => {
    const { file, copy } = await made()
    writeFileSync(file, '{"format":"keyward-backup","version":2}\nx')
    await expectRefusal(() => readBackup(file, copy), 'backup.newer')
  })

  test('that is missing or unreadable is named', async () => {
    const { file, copy } = await made()
    rmSync(file)
    expect(await expectRefusal(() => readBackup(file, copy), 'backup.file')).toContain(file)
    mkdirSync(file)
    chmodSync(file, 0o700)
    expect(await expectRefusal(() => readBackup(file, copy), 'backup.file')).toContain('EISDIR')
  })
})
