import { DatabaseSync } from 'node:sqlite'
import { isConsistent, isIncluded, leafHash } from '@keyward/log'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { report } from '../cases/rows.ts'
import { makeScene } from '../cases/scene.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { makeId } from '../cases/values.ts'
import { FIRST } from '../migrations/0001-first.ts'
import { APPS } from '../migrations/0002-apps.ts'
import { openSqliteStore } from '../sqlite.ts'

let folder: TemporaryFolder
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

/** Takes away what the formats after the second brought. */
function makeSecondFormat(path: string): void {
  const database = new DatabaseSync(path)
  const second = new Set(`${FIRST}${APPS}`.match(/(?<=CREATE TABLE )\w+/g))
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  for (const { name } of tables) {
    const isOurs = second.has(String(name)) || name === 'keyward_format'
    if (!isOurs && !String(name).startsWith('sqlite_')) database.exec(`DROP TABLE ${String(name)}`)
  }
  database.exec('ALTER TABLE activity DROP COLUMN completed')
  database.exec('ALTER TABLE workspaces DROP COLUMN activity_peaks')
  database.exec('ALTER TABLE workspaces DROP COLUMN deals_forgotten')
  database.exec('UPDATE keyward_format SET format = 2')
  database.close()
}

describe('a database of the second format', () => {
  test('gets the hash trees of the logs that it has', async () => {
    const path = folder.file('keyward.db')
    const before = await openSqliteStore({ path })
    const { workspaceId } = await makeScene(before)
    const other = await makeScene(before)
    const drafts = Array.from({ length: 1203 }, () => report(makeId()))
    const head = await before.activity.append(workspaceId, drafts)
    await before.close()
    makeSecondFormat(path)

    const store = await openSqliteStore({ path })
    expect(await store.activity.head(workspaceId)).toEqual(head)
    expect((await store.activity.head(other.workspaceId)).sequence).toBe(0)
    const next = await store.activity.append(workspaceId, [report(makeId())])
    const proof = await store.activity.consistency(workspaceId, 1203, 1204)
    const [one, two] = [head, next].map(({ sequence: size, root }) => ({ size, root }))
    expect(isConsistent(one!, two!, proof)).toBe(true)
    const { entries } = await store.activity.list(workspaceId, { from: 1001, limit: 1 })
    const [inclusion] = await store.activity.inclusion(workspaceId, [1001], 1204)
    const leaf = { index: 1000, hash: leafHash(entries[0]!) }
    expect(isIncluded(leaf, two!, inclusion!)).toBe(true)
    await store.close()
  })
})
