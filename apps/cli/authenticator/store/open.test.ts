import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makePasskey } from '../../cases/make-passkey.ts'
import { type TemporaryFolder, temporaryFolder } from '../../cases/temporary-folder.ts'
import { CliError } from '../../error.ts'
import { openStore } from './open.ts'
import { APPLICATION_ID } from './schema.ts'

let folder: TemporaryFolder
beforeEach(() => void (folder = temporaryFolder()))
afterEach(() => folder.remove())

const modeOf = (path: string): number => statSync(path).mode & 0o777

function ruleOf(path: string, make = true): string {
  try {
    openStore(path, { make }).close()
    return 'opened'
  } catch (error) {
    if (error instanceof CliError) return error.rule
    throw error
  }
}

function newStore(name = 'passkeys.db'): string {
  const path = folder.file(name)
  openStore(path, { make: true }).close()
  return path
}

/** Changes a file as another program would. */
function change(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

describe('a new store', () => {
  test('is one file that only its owner may read, whatever the umask is', () => {
    for (const umask of [0o000, 0o022, 0o777]) {
      const before = process.umask(umask)
      try {
        expect(modeOf(newStore(`${umask}.db`))).toBe(0o600)
      } finally {
        process.umask(before)
      }
    }
    expect(readdirSync(folder.path).toSorted()).toEqual(['0.db', '18.db', '511.db'])
  })

  test('is only made where that is asked for', () => {
    expect(ruleOf(folder.file('none.db'), false)).toBe('store.missing')
    expect(readdirSync(folder.path)).toEqual([])
  })

  test('may have any name that a file may have', () => {
    for (const name of ['a b?c#d%20.db', ':memory:', 'file:x?mode=memory', 'ключ.db', "'.db"]) {
      newStore(name)
      expect(existsSync(folder.file(name))).toBe(true)
      expect(ruleOf(folder.file(name), false)).toBe('opened')
    }
  })
})

describe('an open store', () => {
  test('sees at once what another one kept', async () => {
    const path = newStore()
    const [one, two] = [openStore(path, { make: false }), openStore(path, { make: false })]
    const passkey = await makePasskey({ signCount: 1 })
    void one.add(passkey)
    expect(await two.find(passkey.rpId, passkey.id)).toBeDefined()
    expect(await two.countUp(passkey, (stored) => stored + 1)).toBe(2)
    expect(await one.countUp(passkey, (stored) => stored + 1)).toBe(3)
    one.close()
    two.close()
  })

  test('gives the same key object again, so that it is imported only once', async () => {
    const store = openStore(newStore(), { make: false })
    const passkey = await makePasskey()
    void store.add(passkey)
    const first = await store.find(passkey.rpId, passkey.id)
    const [again] = await store.list(passkey.rpId)
    expect(first?.privateKey).toBeDefined()
    expect(again?.privateKey).toBe(first?.privateKey)
    store.close()
  })

  test('notices that another process put another key there', async () => {
    const path = newStore()
    const store = openStore(path, { make: false })
    const [passkey, other] = [await makePasskey(), await makePasskey()]
    void store.add(passkey)
    await store.find(passkey.rpId, passkey.id)
    const hex = Buffer.from(other.privateKey.exportPkcs8()).toString('hex')
    change(path, `UPDATE passkeys SET private_key = x'${hex}'`)
    const found = await store.find(passkey.rpId, passkey.id)
    expect(found?.privateKey?.exportPkcs8()).toEqual(other.privateKey.exportPkcs8())
    store.close()
  })

  test('lists all passkeys by RP ID, the newest first of each', async () => {
    const store = openStore(newStore(), { make: false })
    for (const [rpId, userName] of [
      ['b', '1'],
      ['a', '2'],
      ['b', '3'],
    ] as const) {
      void store.add(await makePasskey({ rpId, userName }))
    }
    expect(store.all().map(({ userName }) => userName)).toEqual(['2', '3', '1'])
    store.close()
  })
})

describe('a file that is there', () => {
  test('loses the rights of others', () => {
    const path = newStore()
    for (const mode of [0o644, 0o666, 0o640, 0o777]) {
      chmodSync(path, mode)
      expect(ruleOf(path)).toBe('opened')
      expect(modeOf(path) & 0o077).toBe(0)
    }
  })

  test('may be reached by a symbolic link', () => {
    symlinkSync(newStore(), folder.file('link.db'))
    expect(ruleOf(folder.file('link.db'), false)).toBe('opened')
  })

  test.each([
    ['empty', () => '', 'store.cut-off'],
    ['the start of the header alone', () => 'SQLite f', 'store.cut-off'],
    ['a text', () => '{"passkeys":[]}', 'store.not-a-store'],
    ['a short text', () => 'x', 'store.not-a-store'],
    ['zeros', () => '\0'.repeat(8192), 'store.not-a-store'],
  ])('that is %s is refused and stays as it is', (_, content, rule) => {
    const path = folder.file('file')
    writeFileSync(path, content(), { mode: 0o644 })
    expect(ruleOf(path)).toBe(rule)
    expect(readFileSync(path, 'utf8')).toBe(content())
    expect(modeOf(path)).toBe(0o644)
    expect(readdirSync(folder.path)).toEqual(['file'])
  })

  test.each([
    ['the database of another program', 'CREATE TABLE t (a)', 'store.not-a-store'],
    ['one that names another program', 'PRAGMA application_id = 7', 'store.not-a-store'],
    ['one of no format', `PRAGMA application_id = ${APPLICATION_ID}`, 'store.not-a-store'],
    [
      'one of a newer format',
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 2`,
      'store.newer',
    ],
  ])('that is %s is refused and stays as it is', (_, sql, rule) => {
    const path = folder.file('other.db')
    change(path, sql)
    const before = readFileSync(path)
    expect(ruleOf(path)).toBe(rule)
    expect(readFileSync(path)).toEqual(before)
  })

  test('that lacks its table is refused', () => {
    const path = newStore()
    change(path, 'DROP TABLE passkeys')
    expect(ruleOf(path)).toBe('store.damaged')
  })

  test('that is a folder is refused', () => {
    expect(ruleOf(folder.path)).toBe('store.not-a-file')
  })

  test('that its owner may not write is refused, and stays so', () => {
    const path = newStore()
    chmodSync(path, 0o400)
    expect(ruleOf(path)).toBe('store.read-only')
    expect(modeOf(path)).toBe(0o400)
  })

  test('that is locked for long is refused as busy', () => {
    const path = newStore()
    const other = new DatabaseSync(path)
    other.exec('BEGIN EXCLUSIVE')
    expect(ruleOf(path)).toBe('store.busy')
    other.close()
    expect(ruleOf(path)).toBe('opened')
  })

  test('with a second name is one store all the same', () => {
    linkSync(newStore(), folder.file('second.db'))
    expect(ruleOf(folder.file('second.db'), false)).toBe('opened')
  })
})

describe('a place where no store can be', () => {
  test('a folder that does not exist', () => {
    expect(ruleOf(folder.file('none/passkeys.db'))).toBe('store.folder')
  })

  test('a folder that is a file', () => {
    writeFileSync(folder.file('file'), '')
    expect(ruleOf(folder.file('file/passkeys.db'))).toBe('store.folder')
  })

  test('a folder that may not be written', () => {
    // Root may write everywhere but where the kernel itself says no.
    const closed = process.getuid?.() === 0 ? '/sys/kernel' : folder.file('closed')
    mkdirSync(closed, { recursive: true, mode: 0o500 })
    expect(ruleOf(join(closed, 'passkeys.db'))).toBe('store.folder')
  })
})
