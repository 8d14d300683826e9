import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { migrate } from '../migrations.ts'
import { prepared } from '../prepared.ts'
import { COLUMN_KINDS } from '../sqlite.ts'
import { sqliteDatabase, type SqliteDatabase } from './database.ts'
import { fileUrl, makeFile, openReader, openWriter } from './file.ts'

const NEWS_OF = prepared<{ readonly workspaceId: string; readonly least: number }>()((tx, at) =>
  tx
    .selectFrom('news')
    .select(['kind', 'count'])
    .where('workspace_id', '=', at.workspaceId)
    .where('count', '>=', at.least)
    .where('kind', '=', 'join'),
)

let reader: DatabaseSync
let database: SqliteDatabase
let texts: string[]
let folder: TemporaryFolder
beforeEach(async () => {
  folder = temporaryFolder()
  const path = folder.file('keyward.db')
  makeFile(path)
  const writer = openWriter(fileUrl(path))
  reader = openReader(fileUrl(path))
  texts = []
  const prepare = reader.prepare.bind(reader)
  reader.prepare = (sql) => {
    texts.push(sql)
    return prepare(sql)
  }
  database = sqliteDatabase({ writer, reader }, () => {})
  await migrate(COLUMN_KINDS, (work) => database.write(({ tx }) => work(tx)))
})
afterEach(async () => {
  await database.close()
  folder.remove()
})

function count(workspaceId: string): Promise<void> {
  return database.write(async ({ tell }) => tell({ workspaceId, kind: 'join' }))
}

describe('a prepared query', () => {
  test('takes each question’s own values, in one statement that is kept', async () => {
    await count('a')
    await count('a')
    await count('b')
    const ask = (workspaceId: string, least: number) =>
      database.ask(NEWS_OF, { workspaceId, least })
    expect(await ask('a', 1)).toEqual([{ kind: 'join', count: 2 }])
    expect(await ask('b', 1)).toEqual([{ kind: 'join', count: 1 }])
    expect(await ask('b', 2)).toEqual([])
    expect(texts).toHaveLength(1)
    expect(texts[0]).not.toMatch(/'a'|'b'|'join'/)
  })

  test('sees what was written before it, even while a transaction reads what was there earlier', async () => {
    const values = { workspaceId: 'a', least: 1 }
    let asked: Promise<readonly { readonly count: number }[]> | undefined
    const seen = await database.read(async (tx) => {
      const rows = () => tx.selectFrom('news').select('count').execute()
      expect(await rows()).toEqual([])
      await count('a')
      asked = database.ask(NEWS_OF, values)
      return rows()
    })
    expect(seen).toEqual([])
    expect(await asked).toEqual([{ kind: 'join', count: 1 }])
  })

  test('of a store that was closed is refused', async () => {
    await database.close()
    const asked = database.ask(NEWS_OF, { workspaceId: 'a', least: 1 })
    await expect(asked).rejects.toMatchObject({ code: 'unavailable' })
  })
})
