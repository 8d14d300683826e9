import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import {
  inTransaction,
  isThere,
  makeSqliteFile,
  openSqliteFile,
  pageBytes,
  readSqliteHeader,
} from './sqlite-file.ts'

let folder: TemporaryFolder

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const layOut = (database: DatabaseSync): void =>
  database.exec(`
    PRAGMA application_id = 7;
    PRAGMA user_version = 3;
    CREATE TABLE words (word TEXT NOT NULL) STRICT;
  `)

function made(name = 'a.db'): string {
  const path = folder.file(name)
  makeSqliteFile(path, layOut)
  return path
}

function wordsIn(database: DatabaseSync): unknown[] {
  return database
    .prepare('SELECT word FROM words')
    .all()
    .map(({ word }) => word)
}

describe('a file that is made', () => {
  test('is its owner’s alone, and stands by itself in its folder', () => {
    const path = made()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder.path)).toEqual(['a.db'])
  })

  test('is not there, nor any part of it, when it could not be filled', () => {
    const fail = (database: DatabaseSync): void => {
      layOut(database)
      throw new Error('no room')
    }
    expect(() => makeSqliteFile(folder.file('a.db'), fail)).toThrow('no room')
    expect(readdirSync(folder.path)).toEqual([])
  })

  test('does not replace one that is there already', () => {
    const path = made()
    makeSqliteFile(path, (database) => database.exec('PRAGMA application_id = 8'))
    expect(readSqliteHeader(path)).toEqual({ applicationId: 7, format: 3 })
    expect(readdirSync(folder.path)).toEqual(['a.db'])
  })
})

describe('a header', () => {
  test('is told before SQLite opens the file', () => {
    const path = made()
    expect(readSqliteHeader(path)).toEqual({ applicationId: 7, format: 3 })
    truncateSync(path, 99)
    expect(readSqliteHeader(path)).toBe('cut-off')
    truncateSync(path, 0)
    expect(readSqliteHeader(path)).toBe('cut-off')
    writeFileSync(path, 'SQLite format 4')
    expect(readSqliteHeader(path)).toBe('foreign')
  })
})

describe('a connection', () => {
  test('reads no meaning into a name', () => {
    const path = made('a.db?mode=memory#%41')
    const database = openSqliteFile(path, { readOnly: false, timeout: 0 })
    database.exec("INSERT INTO words VALUES ('kept')")
    database.close()
    const again = openSqliteFile(path, { readOnly: true, timeout: 0 })
    expect(wordsIn(again)).toEqual(['kept'])
    expect(() => again.exec("INSERT INTO words VALUES ('no')")).toThrow('readonly')
    again.close()
  })

  test('makes no file where there is none', () => {
    const path = folder.file('none.db')
    expect(() => openSqliteFile(path, { readOnly: false, timeout: 0 })).toThrow('unable to open')
    expect(isThere(path)).toBe(false)
  })

  test('knows how long its file has to be', () => {
    const path = made()
    const database = openSqliteFile(path, { readOnly: true, timeout: 0 })
    expect(pageBytes(database)).toBe(statSync(path).size)
    database.close()
  })
})

describe('a transaction', () => {
  test('is kept whole, and answers what its work does', () => {
    const database = openSqliteFile(made(), { readOnly: false, timeout: 0 })
    const answer = inTransaction(database, 'IMMEDIATE', () => {
      database.exec("INSERT INTO words VALUES ('one'), ('two')")
      return wordsIn(database).length
    })
    expect(answer).toBe(2)
    expect(wordsIn(database)).toEqual(['one', 'two'])
    database.close()
  })

  test('leaves nothing when its work fails, also where SQLite has rolled back itself', () => {
    const database = openSqliteFile(made(), { readOnly: false, timeout: 0 })
    for (const last of ['SELECT no_such_column FROM words', 'ROLLBACK; SELECT lost']) {
      const work = (): void => database.exec(`INSERT INTO words VALUES ('gone'); ${last}`)
      expect(() => inTransaction(database, 'IMMEDIATE', work)).toThrow('no such column')
      expect(wordsIn(database)).toEqual([])
      expect(database.isTransaction).toBe(false)
    }
    database.close()
  })
})
