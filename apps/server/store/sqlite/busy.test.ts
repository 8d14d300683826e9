import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { append, changes, makeScene, type Scene } from '../cases/scene.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { queryStore } from '../queries.ts'
import { openSqliteStore } from '../sqlite.ts'
import type { StoreNews } from '../store.ts'
import { sqliteDatabase } from './database.ts'
import { fileUrl, openWriter } from './file.ts'

let folder: TemporaryFolder
let path = ''
let scene: Scene
beforeEach(async () => {
  folder = temporaryFolder()
  path = folder.file('keyward.db')
  scene = await makeScene(await openSqliteStore({ path }))
})
afterEach(async () => {
  await scene.store.close()
  folder.remove()
})

describe('while another process writes', () => {
  test('reading goes on, and a write waits without stopping this process', async () => {
    const other = new DatabaseSync(path)
    other.exec('BEGIN IMMEDIATE')
    let isDone = false
    const writing = append(scene).finally(() => (isDone = true))
    for (let i = 0; i < 5; i += 1) {
      await wait(5)
      expect((await changes(scene, scene.owner)).revision).toBe(2)
    }
    expect(isDone).toBe(false)
    other.exec('COMMIT')
    other.close()
    expect(await writing).toBe(4)
  })

  test('a write that waited too long is `unavailable`, and nothing was written', async () => {
    const writer = openWriter(fileUrl(path))
    const database = sqliteDatabase({ writer, reader: writer }, () => {}, 3)
    const impatient = { ...scene, store: { ...scene.store, ...queryStore(database) } }
    const other = new DatabaseSync(path)
    other.exec('BEGIN IMMEDIATE')
    await expect(append(impatient)).rejects.toMatchObject({ code: 'unavailable' })
    other.exec('COMMIT')
    other.close()
    expect(await append(impatient)).toBe(4)
    await database.close()
  })
})

describe('what another process wrote', () => {
  test('is told to who watches, with its kind, and not to who stopped', async () => {
    const second = await openSqliteStore({ path })
    const news: StoreNews[] = []
    const silent: StoreNews[] = []
    second.watch((each) => void news.push(each))
    second.watch((each) => void silent.push(each))()
    await append(scene)
    await append(scene, { removedDeviceId: scene.device })
    const { workspaceId } = scene
    while (news.length < 2) await wait(5)
    const told = new Set(news.map(({ kind }) => kind))
    while (!(told.has('revision') && told.has('session'))) {
      await wait(5)
      for (const { kind } of news) told.add(kind)
    }
    expect(news).toContainEqual({ workspaceId, kind: 'revision' })
    expect(news).toContainEqual({ workspaceId, kind: 'session' })
    expect(silent).toEqual([])
    await second.close()
  })
})
