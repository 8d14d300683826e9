import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { batchOf } from '../cases/batches.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { type Format, FORMATS } from './formats.ts'
import { fileReplica, openFile } from './open.ts'

let folder: TemporaryFolder
let path = ''
beforeEach(() => {
  folder = temporaryFolder()
  path = folder.file('replica.db')
})
afterEach(() => folder.remove())

const modeOf = (at: string): number => statSync(at).mode & 0o777
const ROW = { collection: 'meta', key: 'a', value: Uint8Array.of(1) } as const

describe('a new file', () => {
  test('is for its owner alone, with the folders that were missing', async () => {
    const deep = folder.file('one/two/replica.db')
    const store = await fileReplica(deep)
    await store.write([ROW])
    for (const name of readdirSync(folder.file('one/two'))) {
      expect(modeOf(folder.file(`one/two/${name}`)), name).toBe(0o600)
    }
    expect([modeOf(folder.file('one')), modeOf(folder.file('one/two'))]).toEqual([0o700, 0o700])
    await store.close()
    expect(readdirSync(folder.file('one/two'))).toEqual(['replica.db'])
  })

  test('that others may read is narrowed, and a folder that was there is left as it is', async () => {
    chmodSync(folder.path, 0o755)
    await (await fileReplica(path)).close()
    chmodSync(path, 0o644)
    await (await fileReplica(path)).close()
    expect([modeOf(path), modeOf(folder.path)]).toEqual([0o600, 0o755])
  })
})

describe('a place where no replica can be', () => {
  test.each([
    ['in a folder that is a file', 'file/replica.db', 'replica.unavailable'],
    ['that is a folder', 'folder', 'replica.damaged'],
  ])('%s is refused', async (_, name, rule) => {
    writeFileSync(folder.file('file'), '')
    mkdirSync(folder.file('folder'))
    await expect(fileReplica(folder.file(name))).rejects.toMatchObject({ rule })
  })
})

describe('formats', () => {
  const second: Format = {
    migrate: (database) =>
      database.exec(
        `ALTER TABLE rows RENAME TO rows_of_1; CREATE TABLE rows (collection TEXT, key BLOB,
         value BLOB, sum INTEGER, PRIMARY KEY (collection, key)) STRICT, WITHOUT ROWID;
         INSERT INTO rows SELECT * FROM rows_of_1; DROP TABLE rows_of_1`,
      ),
    readableFrom: 2,
  }
  const withSecond = (step: Partial<Format>): Format[] => [...FORMATS, { ...second, ...step }]

  test('an older one is migrated and keeps its rows, also when two open it at once', async () => {
    const old = await fileReplica(path)
    await old.write(batchOf(3))
    await old.close()
    const stores = await Promise.all([
      openFile(path, {}, withSecond({})),
      openFile(path, {}, withSecond({})),
    ])
    for (const store of stores) {
      await expect(store.get('writes', '3')).resolves.toEqual(batchOf(3)[0]?.value)
      await store.write([ROW])
      await store.close()
    }
  })

  test('a migration that fails leaves the older one, which still works', async () => {
    await (await fileReplica(path)).close()
    const before = readFileSync(path)
    const migrate: Format['migrate'] = (database) => {
      second.migrate(database)
      throw new Error('half-way')
    }
    await expect(openFile(path, {}, withSecond({ migrate }))).rejects.toThrow('half-way')
    expect(readFileSync(path)).toEqual(before)
    const store = await fileReplica(path)
    await expect(store.write([ROW])).resolves.toBeUndefined()
    await store.close()
  })

  test('a newer one that this program can not read is refused and left untouched', async () => {
    await (await openFile(path, {}, withSecond({}))).close()
    const before = readFileSync(path)
    await expect(fileReplica(path)).rejects.toMatchObject({ rule: 'replica.newer' })
    expect(readFileSync(path)).toEqual(before)
  })

  test('a newer one that it can read is read, and no call writes it', async () => {
    const newer = await openFile(path, {}, withSecond({ readableFrom: 1 }))
    await newer.write([ROW])
    await newer.close()
    const before = readFileSync(path)
    const store = await fileReplica(path)
    await expect(store.get('meta', 'a')).resolves.toEqual(ROW.value)
    await expect(store.list('meta')).resolves.toHaveLength(1)
    store.watch(() => {})
    const never = new AbortController().signal
    for (const call of [
      () => store.write([ROW]),
      () => store.signal('lock'),
      () => store.lead(async () => {}, never),
      () => store.erase(),
    ]) {
      await expect(call()).rejects.toMatchObject({ rule: 'replica.newer' })
    }
    await store.close()
    expect(readFileSync(path)).toEqual(before)
  })
})

describe('a file that can not grow', () => {
  test('is full for a batch that does not fit, and takes others once there is room', async () => {
    const store = await fileReplica(path, { mostBytes: 200_000 })
    await store.write(batchOf(0))
    const large = { ...ROW, key: 'large', value: new Uint8Array(300_000) }
    await expect(store.write([ROW, large])).rejects.toMatchObject({ rule: 'replica.full' })
    await expect(store.get('meta', 'a')).resolves.toBeUndefined()
    await expect(store.get('writes', '0')).resolves.toEqual(batchOf(0)[0]?.value)
    const half = { ...ROW, key: 'half', value: new Uint8Array(150_000) }
    await store.write([half])
    await expect(store.write([{ ...half, key: 'other' }])).rejects.toMatchObject({
      rule: 'replica.full',
    })
    await store.write([{ ...half, value: null }])
    await store.write([{ ...half, key: 'other' }])
    await expect(store.get('meta', 'other')).resolves.toEqual(half.value)
    await store.close()
  })
})

describe('a file that is locked', () => {
  test('is waited for, and unavailable after the time that is set', async () => {
    const store = await fileReplica(path, { busyMilliseconds: 200 })
    const other = new DatabaseSync(path)
    other.exec('BEGIN IMMEDIATE')
    await expect(store.write([ROW])).rejects.toMatchObject({ rule: 'replica.unavailable' })
    const written = store.write([ROW])
    await wait(80)
    other.exec('ROLLBACK')
    other.close()
    await expect(written).resolves.toBeUndefined()
    await store.close()
  })
})

describe('erasing', () => {
  test('leaves none of the bytes in the file or its log', async () => {
    const store = await fileReplica(path)
    const secret = Buffer.from('sealed bytes that someone might look for')
    await store.write([{ ...ROW, value: secret }])
    const files = () => readdirSync(folder.path).map((name) => readFileSync(folder.file(name)))
    expect(files().some((bytes) => bytes.includes(secret))).toBe(true)
    await store.erase()
    expect(files().some((bytes) => bytes.includes(secret))).toBe(false)
    await store.close()
  })
})
