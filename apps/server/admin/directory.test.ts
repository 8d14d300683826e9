import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolders } from '../config/cases/temporary-folder.ts'
import { answering, configFor, partsWith } from '../ops/cases/server.ts'
import { startServer } from '../ops/start.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { admin } from './cases/admin.ts'

const temporaryFolder = temporaryFolders()
const ROWS = [{ name: 'Perch', domain: 'perch.example', passwordless: 'allowed' }, { name: 'x' }]

async function installed(): Promise<{ data: string; file: string }> {
  const folder = temporaryFolder()
  const parts = partsWith(() => answering(() => new Response()))
  await (await startServer(configFor(folder), parts)).stop()
  const file = join(folder, 'list.json')
  writeFileSync(file, JSON.stringify(ROWS))
  return { data: join(folder, 'data'), file }
}

describe('admin directory import', () => {
  test('takes the apps of a file, and again in their place', async () => {
    const { data, file } = await installed()
    const { code, out } = await admin(['directory', 'import', file], { data })
    expect([code, out]).toEqual([
      0,
      'Apps taken from this file: 1. Rows that name no app with passkeys: 1.\n',
    ])
    await admin(['directory', 'import', file], { data, now: 5 })
    const store = await openSqliteStore({ path: join(data, 'keyward.sqlite') })
    const lists = await store.directory.lists()
    await store.close()
    expect(lists).toMatchObject([{ source: 'imported', updatedAt: 5 }])
    expect(JSON.parse(lists[0]?.apps ?? '')).toMatchObject([{ name: 'Perch' }])
  })

  test('refuses what is no list, and a server that was never started', async () => {
    const { data, file } = await installed()
    writeFileSync(file, '{}')
    const refused = await admin(['directory', 'import', file], { data })
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('was not imported. The list is no JSON array.')
    const none = await admin(['directory', 'import', join(data, 'none.json')], { data })
    expect(none.err).toContain('It could not be read.')
    writeFileSync(file, JSON.stringify(ROWS))
    const fresh = await admin(['directory', 'import', file], { data: join(data, 'none') })
    expect(fresh.err).toContain('start the server once')
  })

  test.each([['directory'], ['directory', 'export'], ['directory', 'import']])(
    'a mistyped line is told: %s %s',
    async (...argv) => {
      const { code, err } = await admin(argv, { data: temporaryFolder() })
      expect([code, err.includes('See --help.')]).toEqual([2, true])
    },
  )
})
