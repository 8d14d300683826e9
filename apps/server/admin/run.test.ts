import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { expectRefusal } from '../config/cases/refusal.ts'
import { modeOf, temporaryFolders } from '../config/cases/temporary-folder.ts'
import { type Places, readPlaces } from '../config/read.ts'
import { SETTINGS } from '../config/settings.ts'
import { answering, configFor, partsWith } from '../ops/cases/server.ts'
import { startServer } from '../ops/start.ts'
import { admin, type AdminSetting } from './cases/admin.ts'
import { readLine } from './terminal.ts'

const temporaryFolder = temporaryFolders()

let folder: string
let places: Places
beforeEach(() => {
  folder = temporaryFolder()
  places = readPlaces({ KEYWARD_DATA: join(folder, 'data') })
})

const parts = partsWith(() => answering(() => new Response()))
const run = (argv: readonly string[], more: Partial<AdminSetting> = {}) =>
  admin(argv, { data: places.folder, ...more })

/** Starts a server once and stops it. */
async function install(): Promise<void> {
  await (await startServer(configFor(folder), parts)).stop()
}

describe('the command line', () => {
  test.each([
    [],
    ['bakcup'],
    ['backup'],
    ['backup', 'a', 'b'],
    ['check', 'a'],
    ['backup', 'a', '--replace'],
    ['restore', 'a', '--replace=yes'],
    ['setup-code', '--fresh'],
  ])('%j %j %j is mistyped: exit code 2 and one sentence', async (...argv) => {
    const { code, out, err } = await run(argv)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^[^\n]+ See --help\.\n$/)
    expect(existsSync(places.folder)).toBe(false)
  })

  test('--help tells of every command, and settings of every setting', async () => {
    const { code, out } = await run(['restore', '--help'])
    expect(code).toBe(0)
    expect(out).toContain('backup-secrets')
    const { out: settings } = await run(['settings'])
    for (const { name } of SETTINGS) expect(settings).toContain(name)
  })

  test('an error that nobody expected is exit code 1', async () => {
    await install()
    const openStore = () => Promise.reject(new TypeError('odd'))
    const { code, err } = await run(['backup', join(folder, 'b')], { openStore })
    expect([code, err.includes('odd')]).toEqual([1, true])
  })
})

describe('the secrets', () => {
  test('come back out of their sealed backup', async () => {
    await install()
    const before = readFileSync(places.secrets, 'utf8')
    const file = join(folder, 'secrets.backup')
    expect(await run(['backup-secrets', file])).toMatchObject({ code: 0, err: '' })
    expect(modeOf(file)).toBe(0o600)
    const twice = await run(['backup-secrets', file])
    expect(twice).toMatchObject({ code: 1, err: expect.stringContaining('not overwritten') })
    const there = await run(['restore-secrets', file])
    expect(there).toMatchObject({ code: 1, err: expect.stringContaining('never overwritten') })
    rmSync(places.secrets)
    const wrong = await run(['restore-secrets', file], { passphrase: 'correct horse bottery' })
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('passphrase is wrong') })
    expect(existsSync(places.secrets)).toBe(false)
    expect(await run(['restore-secrets', file])).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(places.secrets, 'utf8')).toBe(before)
    expect(modeOf(places.secrets)).toBe(0o600)
    await install()
  })

  test('of another server are not restored beside a database', async () => {
    await install()
    const file = join(folder, 'secrets.backup')
    await run(['backup-secrets', file])
    folder = temporaryFolder()
    places = readPlaces({ KEYWARD_DATA: join(folder, 'data') })
    await install()
    rmSync(places.secrets)
    const { code, err } = await run(['restore-secrets', file])
    expect(code).toBe(1)
    expect(err).toContain('another server')
    expect(existsSync(places.secrets)).toBe(false)
  })

  test('are not sealed with a short passphrase, and not read out of nothing', async () => {
    await install()
    const file = join(folder, 'secrets.backup')
    const short = await run(['backup-secrets', file], { passphrase: 'short' })
    expect(short).toMatchObject({ code: 1, err: expect.stringContaining('12 characters') })
    expect(existsSync(file)).toBe(false)
    rmSync(places.secrets)
    expect(await run(['backup-secrets', file])).toMatchObject({ code: 1 })
    expect(await run(['restore-secrets', file])).toMatchObject({
      code: 1,
      err: expect.stringContaining('ENOENT'),
    })
  })
})

describe('the setup code', () => {
  test('is shown, and a new one made, without touching the passphrases', async () => {
    await install()
    const { out: before } = await run(['setup-code'])
    const renewed = await run(['setup-code', '--renew'])
    expect(renewed.code).toBe(0)
    expect(renewed.err).toContain('restart')
    expect(renewed.out).not.toBe(before)
    expect((await run(['setup-code'])).out).toBe(renewed.out)
    const server = await startServer(configFor(folder), parts)
    expect(`${server.setupCode}\n`).toBe(renewed.out)
    await server.stop()
  })
})

describe('check', () => {
  const marks = (out: string) =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0])

  test('finds a new place and a started server well, and makes nothing', async () => {
    const fresh = await run(['check'])
    expect([fresh.code, marks(fresh.out)]).toEqual([0, ['ok', 'ok']])
    expect(existsSync(places.folder)).toBe(false)
    await install()
    const { code, out } = await run(['check'])
    expect([code, marks(out).slice(0, 3)]).toEqual([0, ['ok', 'ok', 'ok']])
    expect(out).toContain('is whole')
  })

  test('while the server runs disturbs nothing', async () => {
    const server = await startServer(configFor(folder), parts)
    expect(await run(['check'])).toMatchObject({ code: 0 })
    await server.stop()
  })

  test('tells every mistake at once', async () => {
    await install()
    rmSync(places.secrets)
    writeFileSync(places.database, 'no database'.repeat(1000))
    const env = { KEYWARD_PORT: 'x', KEYWARD_LOG: 'y' }
    const { code, out, err } = await run(['check'], { env })
    expect(code).toBe(1)
    expect(marks(out).slice(0, 4)).toEqual(['bad', 'bad', 'bad', 'bad'])
    expect(err).toBe('Something is wrong: see the lines above.\n')
  })
})

describe('a passphrase from a program', () => {
  const input = async function* (...texts: string[]) {
    for (const text of texts) yield Buffer.from(text)
  }

  test('is the first line of standard input', async () => {
    expect(await readLine(input('correct ho', 'rse\r\nmore'))).toBe('correct horse')
    expect(await readLine(input('without an end'))).toBe('without an end')
  })

  test('has to be there, and to end', async () => {
    await expectRefusal(() => readLine(input()), 'admin.passphrase')
    await expectRefusal(() => readLine(input('\nlater')), 'admin.passphrase')
    await expectRefusal(() => readLine(input('x'.repeat(20_000))), 'admin.passphrase')
  })
})
