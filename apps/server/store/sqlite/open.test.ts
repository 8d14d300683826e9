import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { append, changes, makeScene } from '../cases/scene.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { FORMAT } from '../migrations.ts'
import { openSqliteStore } from '../sqlite.ts'
import { StoreError } from '../store.ts'

let folder: TemporaryFolder
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const modeOf = (path: string): number => statSync(path).mode & 0o777

async function refusal(path: string): Promise<StoreError> {
  const error: unknown = await openSqliteStore({ path }).then(
    (store) => store.close(),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StoreError)
  return error as StoreError
}

function change(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

describe('a store in a file', () => {
  test('is its owner’s alone, with its folder and all that lies beside it', async () => {
    const path = folder.file('data/keyward.db')
    const store = await openSqliteStore({ path })
    await makeScene(store)
    const names = readdirSync(folder.file('data'))
    expect(names.toSorted()).toEqual(['keyward.db', 'keyward.db-shm', 'keyward.db-wal'])
    for (const name of names) expect(modeOf(folder.file(`data/${name}`))).toBe(0o600)
    expect(modeOf(folder.file('data'))).toBe(0o700)
    await store.close()
  })

  test('loses the rights of others', async () => {
    const path = folder.file('keyward.db')
    await (await openSqliteStore({ path })).close()
    chmodSync(path, 0o644)
    await (await openSqliteStore({ path })).close()
    expect(modeOf(path)).toBe(0o600)
  })

  test('has everything when it is opened again', async () => {
    const path = folder.file('keyward.db')
    const first = await openSqliteStore({ path })
    const scene = await makeScene(first)
    await append(scene)
    const before = await changes(scene, scene.owner)
    await first.close()
    const store = await openSqliteStore({ path })
    expect(await changes({ ...scene, store }, scene.owner)).toEqual(before)
    await store.close()
  })

  test('commits durably, in a write-ahead log', async () => {
    const path = folder.file('keyward.db')
    const store = await openSqliteStore({ path })
    const database = new DatabaseSync(path)
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    database.close()
    await store.close()
  })

  test('may be made in an empty file, as a killed process may leave it', async () => {
    const path = folder.file('keyward.db')
    writeFileSync(path, '')
    const store = await openSqliteStore({ path })
    expect(await store.workspaces.list(1)).toEqual([])
    await store.close()
  })

  test('may have any name', async () => {
    for (const name of ['a b.db', '?x=1.db', '#.db', ':memory:.db', 'ключ.db', '%41.db']) {
      await (await openSqliteStore({ path: folder.file(name) })).close()
      expect(readdirSync(folder.path)).toContain(name)
    }
  })

  test('answers nothing once it was closed', async () => {
    const store = await openSqliteStore({ path: folder.file('keyward.db') })
    const { workspaceId } = await makeScene(store)
    const pending = store.workspaces.get(workspaceId)
    await store.close()
    await store.close()
    expect(await pending).toBeDefined()
    await expect(store.workspaces.get(workspaceId)).rejects.toMatchObject({ code: 'unavailable' })
    expect(await store.isReady()).toBe(false)
  })
})

describe('a file that is refused, and stays as it is,', () => {
  test.each([
    ['is the database of another program', 'CREATE TABLE t (a)', 'store.foreign'],
    ['names another program', 'PRAGMA application_id = 7', 'store.foreign'],
  ])('%s', async (_, sql, rule) => {
    const path = folder.file('other.db')
    change(path, sql)
    const before = readFileSync(path)
    expect(await refusal(path)).toMatchObject({ code: 'unavailable', rule })
    expect(readFileSync(path)).toEqual(before)
  })

  test('was written by a newer Keyward', async () => {
    const path = folder.file('keyward.db')
    await (await openSqliteStore({ path })).close()
    change(path, `UPDATE keyward_format SET format = ${FORMAT + 1}`)
    const before = readFileSync(path)
    const error = await refusal(path)
    expect(error).toMatchObject({ code: 'unavailable', rule: 'store.newer' })
    expect(error.message).toContain('update Keyward')
    expect(readFileSync(path)).toEqual(before)
  })

  test('is no database', async () => {
    const path = folder.file('text.db')
    writeFileSync(path, 'not a database, but long enough to look like one'.repeat(40))
    const before = readFileSync(path)
    expect((await refusal(path)).code).toBe('unavailable')
    expect(readFileSync(path)).toEqual(before)
  })

  test('is a folder', async () => {
    mkdirSync(folder.file('sub'))
    expect((await refusal(folder.file('sub'))).code).toBe('unavailable')
  })

  test('lies in what is a file', async () => {
    writeFileSync(folder.file('file'), '')
    expect((await refusal(folder.file('file/keyward.db'))).code).toBe('unavailable')
  })
})

describe('a file that is damaged', () => {
  test('gives `unavailable`, and no other failure', async () => {
    const path = folder.file('keyward.db')
    const first = await openSqliteStore({ path })
    const scene = await makeScene(first)
    await first.close()
    const whole = readFileSync(path)
    for (let page = 1; page * 4096 < whole.length; page += 1) {
      const damaged = Buffer.from(whole)
      damaged.fill(0xa5, page * 4096, page * 4096 + 512)
      writeFileSync(path, damaged)
      const outcome = await openSqliteStore({ path })
        .then(async (store) => {
          try {
            await changes({ ...scene, store }, scene.owner)
            await append({ ...scene, store })
            return 'worked'
          } finally {
            await store.close()
          }
        })
        .catch((error: unknown) => (error instanceof StoreError ? error.code : String(error)))
      expect(['worked', 'unavailable', 'not_found']).toContain(outcome)
    }
  })
})
