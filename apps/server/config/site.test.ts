import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { expectRefusal } from './cases/refusal.ts'
import { temporaryFolders } from './cases/temporary-folder.ts'
import { readConfig } from './read.ts'

const temporaryFolder = temporaryFolders()
const PHONE = 'http://phone.localhost:8702'
const PUBLIC = {
  KEYWARD_HOST: '0.0.0.0',
  KEYWARD_ORIGIN: 'https://keyward.example',
  KEYWARD_TRUST_PROXY: 'yes',
}
const mistakeOf = (env: Record<string, string>): Promise<string> =>
  expectRefusal(() => readConfig(env), 'config.mistakes')

describe('what browsers are shown', () => {
  test('is no web app, the help of the program and no phone by default', () => {
    const { site } = readConfig({})
    expect(site).toMatchObject({ web: null, simulator: null })
    expect(site.help).toMatch(/docs\/help$/)
  })

  test('is the folder of a built app', async () => {
    const folder = temporaryFolder()
    expect(await mistakeOf({ KEYWARD_WEB: folder })).toContain('has no index.html')
    writeFileSync(join(folder, 'index.html'), '')
    expect(readConfig({ KEYWARD_WEB: folder }).site.web).toBe(folder)
  })

  test('has the help of another folder', async () => {
    const folder = temporaryFolder()
    expect(readConfig({ KEYWARD_HELP: folder }).site.help).toBe(folder)
    expect(await mistakeOf({ KEYWARD_HELP: join(folder, 'none') })).toContain('is no folder')
  })

  test('may be hosted by a phone on this machine, of a server on this machine', async () => {
    expect(readConfig({ KEYWARD_SIMULATOR: PHONE }).site.simulator).toBe(PHONE)
    for (const each of ['http://phone.example', 'phone.localhost', `${PHONE}/`, '*', "'self'"]) {
      expect(await mistakeOf({ KEYWARD_SIMULATOR: each })).toContain('origin on this machine')
    }
    expect(await mistakeOf({ ...PUBLIC, KEYWARD_SIMULATOR: PHONE })).toContain('others reach')
    const behindProxy = { ...PUBLIC, KEYWARD_HOST: '127.0.0.1', KEYWARD_SIMULATOR: PHONE }
    expect(await mistakeOf(behindProxy)).toContain('others reach')
  })
})
