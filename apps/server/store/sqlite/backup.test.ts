import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newAccount } from '../cases/objects.ts'
import { changes, kept, makeScene, push, type Scene } from '../cases/scene.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { openSqliteStore } from '../sqlite.ts'

let folder: TemporaryFolder
let scene: Scene
beforeEach(async () => {
  folder = temporaryFolder()
  scene = await makeScene(await openSqliteStore({ path: folder.file('keyward.db') }))
})
afterEach(async () => {
  await scene.store.close()
  folder.remove()
})

async function restored(path: string, asker: Scene = scene) {
  const store = await openSqliteStore({ path })
  const page = await changes({ ...asker, store }, asker.owner)
  await store.close()
  return page
}

describe('a backup', () => {
  test('is one file with everything, its owner’s alone', async () => {
    await kept(scene)
    const path = folder.file('backup.db')
    await scene.store.backup(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder.path).filter((name) => name.startsWith('backup'))).toEqual([
      'backup.db',
    ])
    expect(await restored(path)).toEqual(await changes(scene, scene.owner))
  })

  test('is of one moment, though others write all the time', async () => {
    const path = folder.file('backup.db')
    const copying = new AbortController()
    const other = await openSqliteStore({ path: folder.file('keyward.db') })
    const write = async (through: Scene): Promise<void> => {
      while (!copying.signal.aborted) {
        const accounts = Array.from({ length: 5 }, () => newAccount([[scene.owner, 'owner']]))
        await push(through, accounts)
        await new Promise(setImmediate)
      }
    }
    const writing = [write(scene), write({ ...scene, store: other })]
    for (let i = 0; i < 5; i += 1) {
      const { revision } = await changes(scene, scene.owner)
      await scene.store.backup(path)
      const page = await restored(path)
      expect(page.revision).toBeGreaterThanOrEqual(revision)
      expect(page.accounts).toHaveLength(page.revision / 2)
      expect(page.accounts.length % 5).toBe(1)
    }
    copying.abort()
    await Promise.all(writing)
    await other.close()
  })

  test('replaces the one before, and what is there stays when it can not be made', async () => {
    const path = folder.file('backup.db')
    writeFileSync(path, 'the one before')
    await scene.store.backup(path)
    const database = new DatabaseSync(path, { readOnly: true })
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    database.close()
    await expect(scene.store.backup(folder.file('none/backup.db'))).rejects.toMatchObject({
      code: 'unavailable',
    })
  })

  test('of a store in memory can be opened as a file', async () => {
    const inMemory = await makeScene(await openSqliteStore({ path: ':memory:' }))
    await kept(inMemory)
    const path = folder.file('backup.db')
    await inMemory.store.backup(path)
    expect(await restored(path, inMemory)).toEqual(await changes(inMemory, inMemory.owner))
    await inMemory.store.close()
  })
})
