import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { expectRefusal } from '../config/cases/refusal.ts'
import type { OperatorError } from '../config/error.ts'
import { modeOf, temporaryFolders } from '../config/cases/temporary-folder.ts'
import { type Places, readPlaces } from '../config/read.ts'
import { isForeign } from './data-folder.ts'
import { noteInstallation, prepareData, readInstallation } from './installation.ts'
import type { ServerSecrets } from './server-secrets.ts'

const temporaryFolder = temporaryFolders()
const random = (length: number) => new Uint8Array(randomBytes(length))

let places: Places
let warnings: string[]
beforeEach(() => {
  places = readPlaces({ KEYWARD_DATA: join(temporaryFolder(), 'data') })
  warnings = []
})

const prepare = (): Promise<ServerSecrets> =>
  prepareData(places, { now: 1, random, warn: (sentence) => warnings.push(sentence) })

/** As after a first start. */
async function install(): Promise<ServerSecrets> {
  const secrets = await prepare()
  writeFileSync(places.database, 'pages')
  noteInstallation(places, { madeAt: 1, publicKey: secrets.publicKey })
  return secrets
}

describe('the first start', () => {
  test('makes the folder and the secrets for the owner alone', async () => {
    await prepare()
    expect(modeOf(places.folder)).toBe(0o700)
    expect(modeOf(places.secrets)).toBe(0o600)
    expect(readdirSync(places.folder)).toEqual(['secrets.json'])
    expect(warnings).toEqual([])
  })

  test('that was cut off after the secrets goes on with them', async () => {
    const { opaqueSetup } = await prepare()
    expect((await prepare()).opaqueSetup).toBe(opaqueSetup)
  })

  test('by two processes at once leaves one of two secrets, and tells the other one', async () => {
    const results = await Promise.allSettled([prepare(), prepare()])
    const made = results.filter(({ status }) => status === 'fulfilled')
    expect(made.length).toBeGreaterThan(0)
    const kept = await prepare()
    const told = results.map((result) =>
      result.status === 'fulfilled'
        ? result.value.publicKey
        : (result.reason as OperatorError).rule,
    )
    expect([kept.publicKey, 'secrets.exists']).toEqual(expect.arrayContaining(told))
  })

  test('without the folder of the secrets is refused', async () => {
    places = { ...places, secrets: join(places.folder, 'none/secrets.json') }
    expect(await expectRefusal(prepare, 'secrets.file')).toContain('ENOENT')
  })
})

describe('a later start', () => {
  test('keeps the secrets as they are', async () => {
    const { opaqueSetup } = await install()
    const text = readFileSync(places.secrets, 'utf8')
    expect((await prepare()).opaqueSetup).toBe(opaqueSetup)
    expect(readFileSync(places.secrets, 'utf8')).toBe(text)
  })

  test('is refused when the secrets are missing, and none are made', async () => {
    await install()
    rmSync(places.secrets)
    expect(await expectRefusal(prepare, 'secrets.missing')).toContain('restore-secrets')
    expect(existsSync(places.secrets)).toBe(false)
    // The note alone, or the database alone, is enough to notice.
    renameSync(places.installation, `${places.installation}.old`)
    await expectRefusal(prepare, 'secrets.missing')
    expect(existsSync(places.secrets)).toBe(false)
  })

  test.each(['', '{', 'null'])('is refused when the secrets are damaged: %j', async (text) => {
    await install()
    writeFileSync(places.secrets, text)
    expect(await expectRefusal(prepare, 'secrets.damaged')).toContain('restore-secrets')
    expect(readFileSync(places.secrets, 'utf8')).toBe(text)
  })

  test('is refused with the secrets of another server', async () => {
    await install()
    const own = places
    places = readPlaces({ KEYWARD_DATA: join(temporaryFolder(), 'other') })
    await install()
    renameSync(places.secrets, own.secrets)
    places = own
    expect(await expectRefusal(prepare, 'secrets.other')).toContain('another server')
  })

  test('is refused when the database is missing or empty', async () => {
    await install()
    writeFileSync(places.database, '')
    await expectRefusal(prepare, 'data.database-missing')
    rmSync(places.database)
    const message = await expectRefusal(prepare, 'data.database-missing')
    expect(message).toContain(places.database)
    expect(message).toContain('admin restore')
  })

  test('is refused when the note is damaged', async () => {
    await install()
    for (const text of ['', '{}', '{"format":"keyward-installation","version":2}']) {
      writeFileSync(places.installation, text)
      await expectRefusal(prepare, 'data.installation')
    }
  })

  test('takes the rights of others on the secrets away, and tells it', async () => {
    await install()
    chmodSync(places.secrets, 0o644)
    await prepare()
    expect(modeOf(places.secrets)).toBe(0o600)
    expect(warnings).toEqual([expect.stringContaining('Others could read the secrets file')])
  })
})

describe('the data folder', () => {
  test('of somebody else is left as it is', async () => {
    mkdirSync(places.folder, { mode: 0o755 })
    writeFileSync(join(places.folder, 'thesis.txt'), '')
    expect(await expectRefusal(prepare, 'data.folder')).toContain('left as it is')
    expect(modeOf(places.folder)).toBe(0o755)
    expect(readdirSync(places.folder)).toEqual(['thesis.txt'])
  })

  test('may be a new disk', async () => {
    mkdirSync(join(places.folder, 'lost+found'), { recursive: true })
    await prepare()
    expect(readInstallation(places)).toBeUndefined()
  })

  test('is closed to others', async () => {
    mkdirSync(places.folder, { mode: 0o755 })
    await prepare()
    expect(modeOf(places.folder)).toBe(0o700)
  })

  test('that is a file, or under one, is refused', async () => {
    writeFileSync(places.folder, '')
    await expectRefusal(prepare, 'data.folder')
    places = readPlaces({ KEYWARD_DATA: join(places.folder, 'below') })
    expect(await expectRefusal(prepare, 'data.folder')).toContain('ENOTDIR')
  })

  test('belongs to another user, unless that is root', () => {
    expect(isForeign(1000, 1001)).toBe(true)
    expect(isForeign(1000, 0)).toBe(true)
    expect(isForeign(1000, 1000)).toBe(false)
    expect(isForeign(0, 1000)).toBe(false)
    expect(isForeign(0, undefined)).toBe(false)
  })
})
