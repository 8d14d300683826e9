import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newAccount, sealed } from '../cases/objects.ts'
import { changes, kept, makeScene, push, type Scene } from '../cases/scene.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { queryStore } from '../queries.ts'
import { openSqliteStore } from '../sqlite.ts'
import { sqliteDatabase, type SqliteDatabase } from './database.ts'
import { fileUrl, openReader, openWriter } from './file.ts'

let folder: TemporaryFolder
let writer: DatabaseSync
let database: SqliteDatabase
let scene: Scene
beforeEach(async () => {
  folder = temporaryFolder()
  const path = folder.file('keyward.db')
  const begun = await makeScene(await openSqliteStore({ path }))
  await begun.store.close()
  writer = openWriter(fileUrl(path))
  database = sqliteDatabase({ writer, reader: openReader(fileUrl(path)) }, () => {})
  scene = { ...begun, store: { ...begun.store, ...queryStore(database) } }
})
afterEach(async () => {
  await database.close()
  folder.remove()
})

/** Leaves room for so many pages more than there are. */
function leaveRoom(pages: number): void {
  const { page_count: count } = writer.prepare('PRAGMA page_count').get() as { page_count: number }
  writer.exec(`PRAGMA max_page_count = ${count + pages}`)
}

const large = () => ({
  ...newAccount([[scene.owner, 'owner']]),
  profile: sealed(undefined, 100_000),
})

describe('a disk that is full', () => {
  test('refuses a write with `storage_full`, whole, wherever in it the room ends', async () => {
    for (let pages = 0; pages < 24; pages += 4) {
      leaveRoom(pages)
      const before = await changes(scene, scene.owner)
      await expect(
        push(scene, [newAccount([[scene.owner, 'owner']]), large()]),
      ).rejects.toMatchObject({
        name: 'StoreError',
        code: 'storage_full',
      })
      expect(await changes(scene, scene.owner)).toEqual(before)
    }
  })

  test('is left behind once there is room again', async () => {
    leaveRoom(0)
    await expect(push(scene, [large()])).rejects.toMatchObject({ code: 'storage_full' })
    leaveRoom(1000)
    const account = await kept(scene)
    const { accounts } = await changes(scene, scene.owner, 2)
    expect(accounts.map(({ accountId }) => accountId)).toEqual([account.accountId])
  })

  test('does not keep anybody from reading', async () => {
    const { accountId } = await kept(scene)
    leaveRoom(0)
    await expect(push(scene, [large()])).rejects.toMatchObject({ code: 'storage_full' })
    const { accounts } = await changes(scene, scene.owner, 2)
    expect(accounts).toMatchObject([{ accountId }])
  })
})
