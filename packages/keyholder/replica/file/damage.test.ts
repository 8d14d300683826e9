import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { batchOf } from '../cases/batches.ts'
import { temporaryFolder } from '../cases/temporary-folder.ts'
import { ReplicaError } from '../error.ts'
import { COLLECTIONS, type Row } from '../port.ts'
import { QUERIES } from './file-rows.ts'
import { fileReplica } from './open.ts'

const LONG = process.env['KEYWARD_LONG'] === '1'

const folder = temporaryFolder()
const path = folder.file('replica.db')
const copy = folder.file('copy.db')
let whole = Buffer.alloc(0)
let answers: Answers = []

beforeAll(async () => {
  const store = await fileReplica(path)
  for (let n = 0; n < 8; n += 1) await store.write(batchOf(n))
  await store.close()
  whole = readFileSync(path)
  copyFileSync(path, copy)
  answers = await readAll()
})
afterAll(() => folder.remove())

type Answers = readonly (readonly [readonly Row[], number, readonly unknown[]])[]

/** Every answer that the copy gives, on lists, counts and single keys. */
async function readAll(): Promise<Answers> {
  const store = await fileReplica(copy, { busyMilliseconds: 100 })
  try {
    const all: [readonly Row[], number, unknown[]][] = []
    for (const collection of COLLECTIONS) {
      const single: unknown[] = []
      for (const key of ['0', '3', '7', 'last', 'none'])
        single.push(await store.get(collection, key))
      all.push([await store.list(collection), await store.count(collection), single])
    }
    return all
  } finally {
    await store.close()
  }
}

/** What reading the copy comes to: 'same' answers, 'wrong' ones, or the rule of a refusal. */
async function outcome(): Promise<string> {
  try {
    return isDeepStrictEqual(await readAll(), answers) ? 'same' : 'wrong'
  } catch (error) {
    if (error instanceof ReplicaError) return error.rule
    throw error
  }
}

function putCopy(bytes: Uint8Array): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true })
  writeFileSync(copy, bytes, { mode: 0o600 })
}

describe('a file that is not whole', () => {
  test('is damaged at every length, from one byte too few to none, and stays as it is', async () => {
    const other: string[] = []
    putCopy(whole)
    for (let length = whole.length - 1; length >= 0; length -= 1) {
      if (!isTelling(length)) continue
      truncateSync(copy, length)
      const rule = await outcome()
      if (rule !== 'replica.damaged') other.push(`${length}: ${rule}`)
      if (statSync(copy).size !== length) other.push(`${length}: changed`)
    }
    expect(other).toEqual([])
  })

  test('with a damaged byte gives the same answers or an error, and never others', async () => {
    const outcomes = new Map<string, number>()
    const changed: number[] = []
    const step = LONG ? 23 : 173
    for (let at = 0; at < whole.length; at += step) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ (at % 2 === 0 ? 0xff : 0x01)
      putCopy(damaged)
      const result = await outcome()
      outcomes.set(result, (outcomes.get(result) ?? 0) + 1)
      if (result === 'replica.damaged' && !readFileSync(copy).equals(damaged)) changed.push(at)
    }
    expect(changed).toEqual([])
    expect(outcomes.get('replica.damaged')).toBeGreaterThan(10)
    expect(outcomes.get('wrong')).toBeUndefined()
  })

  test('with zeros for a page, or two pages in each other’s place, never answers otherwise', async () => {
    const page = whole.readUInt16BE(16)
    const results = new Set<string>()
    for (let at = 0; at < whole.length; at += page) {
      const zeros = Buffer.from(whole)
      zeros.fill(0, at, at + page)
      putCopy(zeros)
      results.add(await outcome())
      const swapped = Buffer.from(whole)
      whole.copy(swapped, at, whole.length - page)
      whole.copy(swapped, whole.length - page, at, at + page)
      putCopy(swapped)
      results.add(await outcome())
    }
    expect(results).toContain('replica.damaged')
    expect(results).not.toContain('wrong')
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('a text that is long enough to be a header of a database '.repeat(9))],
  ])('but holds %s is damaged and stays as it is', async (_, bytes) => {
    putCopy(bytes)
    await expect(outcome()).resolves.toBe('replica.damaged')
    expect(readFileSync(copy)).toEqual(bytes)
  })

  test('in that it lacks a table, or is of another program, is damaged', async () => {
    for (const sql of ['DROP TABLE rows', 'DROP TABLE lease', 'PRAGMA application_id = 7']) {
      putCopy(whole)
      const database = new DatabaseSync(copy)
      database.exec(sql)
      database.close()
      expect(await outcome()).toBe('replica.damaged')
    }
  })
})

describe('a row that no longer is what was written', () => {
  const change = (sql: string): void => {
    putCopy(whole)
    const database = new DatabaseSync(copy)
    expect(database.prepare(sql).run().changes).toBe(1)
    database.close()
  }
  const rule = { rule: 'replica.damaged' }

  test('is damaged in get and list where its value is another', async () => {
    change(`UPDATE rows SET value = x'00' WHERE collection = 'meta'`)
    const store = await fileReplica(copy)
    await expect(store.get('meta', 'last')).rejects.toMatchObject(rule)
    await expect(store.list('meta')).rejects.toMatchObject(rule)
    await expect(store.list('writes')).resolves.toHaveLength(8)
    await store.close()
  })

  test('is noticed from beside where its key or collection is another', async () => {
    change(`UPDATE rows SET key = x'006d' WHERE collection = 'meta'`)
    let store = await fileReplica(copy)
    await expect(store.get('meta', 'last')).rejects.toMatchObject(rule)
    await expect(store.list('meta', { after: 'm' })).rejects.toMatchObject(rule)
    await store.close()
    change(`UPDATE rows SET collection = 'metb' WHERE collection = 'meta'`)
    store = await fileReplica(copy)
    await expect(store.get('meta', 'last')).rejects.toMatchObject(rule)
    await expect(store.list('meta')).rejects.toMatchObject(rule)
    await expect(store.count('meta')).rejects.toMatchObject(rule)
    await store.close()
  })
})

describe('a row that is out of its order', () => {
  test('is damaged, as look-ups would go by it', async () => {
    const moved = Buffer.from(whole)
    const at = whole.indexOf('writes\u00005')
    expect(at).toBeGreaterThan(0)
    moved.write('wsites', at)
    putCopy(moved)
    await expect(outcome()).resolves.toBe('replica.damaged')
    expect(readFileSync(copy)).toEqual(moved)
  })
})

describe('look-ups', () => {
  test.each(Object.entries(QUERIES).filter(([, sql]) => sql.startsWith('SELECT')))(
    '%s goes by the primary key, and sorts nothing',
    (_, sql) => {
      const database = new DatabaseSync(path)
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all()
      database.close()
      expect(steps).toHaveLength(1)
      expect(steps[0]?.['detail']).toMatch(/^SEARCH rows USING PRIMARY KEY/)
    },
  )
})

/** The lengths around pages and in the header, and a sample of the others. */
function isTelling(length: number): boolean {
  const inPage = length % 4096
  return length < 110 || inPage < 2 || inPage > 4094 || length % (LONG ? 13 : 509) === 0
}
