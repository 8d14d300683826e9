import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BROWSERS, findBrowser } from './browsers.mjs'
import { chooseNode, majorOf, projectEnv, requireSetupNode } from './node.mjs'
import { adviceFor } from './packages.mjs'
import { machineEnv } from './places.mjs'

describe('packages', () => {
  test('a failure of npm ends in advice that fits its cause', () => {
    expect(adviceFor('npm error code ECONNREFUSED')).toMatch(/check the network/)
    expect(adviceFor('npm error code EAI_AGAIN')).toMatch(/check the network/)
    expect(adviceFor('npm error code EUSAGE')).toMatch(/run `npm install`/)
    expect(adviceFor('npm error code ENOSPC')).toMatch(/settle what npm's lines above say/)
    expect(adviceFor('')).toMatch(/install npm/)
  })

  test("npm runs without the project's own programs on its path", () => {
    const env = { PATH: ['/p/node_modules/.bin', '/usr/bin'].join(delimiter), HOME: '/h' }
    expect(machineEnv(env)).toEqual({ PATH: '/usr/bin', HOME: '/h' })
  })
})

describe('node', () => {
  const system = { path: '/usr/bin/node', version: 'v20.11.0' }
  const bundled = { path: '/p/node', version: 'v24.1.0' }

  test('the running Node is taken when it is new enough, else the one among the packages', () => {
    const newer = { path: '/opt/node', version: 'v26.0.0' }
    expect(chooseNode([newer, bundled])).toBe(newer)
    expect(chooseNode([system, bundled])).toBe(bundled)
  })

  test('without any that is new enough it says which one to install', () => {
    expect(() => chooseNode([system, undefined])).toThrow(/install Node 24/)
  })

  test('a Node too old for the setup is refused by version, not by a syntax error', () => {
    expect(() => requireSetupNode('v18.19.0')).toThrow(/install Node 20/)
    expect(() => requireSetupNode('v20.11.0')).not.toThrow()
    expect(majorOf('no version')).toBe(0)
  })

  test("the chosen Node and the project's programs come first on the path, once", () => {
    const env = { PATH: ['/usr/bin', '/p/node_modules/.bin'].join(delimiter) }
    const { PATH } = projectEnv('/p', '/p/node_modules/n/bin/node', env)
    expect(PATH?.split(delimiter)).toEqual([
      '/p/node_modules/n/bin',
      '/p/node_modules/.bin',
      '/usr/bin',
    ])
  })
})

describe('browsers', () => {
  const { chromium, firefox } = BROWSERS
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyward-setup-'))
    for (const name of ['chromium-browser', 'google-chrome', 'notes.txt']) {
      writeFileSync(join(folder, name), '')
      chmodSync(join(folder, name), name === 'notes.txt' ? 0o644 : 0o755)
    }
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('the first known name on the path is taken', () => {
    expect(findBrowser(chromium, { PATH: folder })).toBe(join(folder, 'chromium-browser'))
    expect(findBrowser(firefox, { PATH: folder })).toBeUndefined()
  })

  test('the variable of a browser decides, and has to name a program', () => {
    const chrome = join(folder, 'google-chrome')
    expect(findBrowser(chromium, { PATH: folder, KEYWARD_CHROMIUM: chrome })).toBe(chrome)
    for (const name of ['notes.txt', 'missing', '']) {
      const env = { PATH: folder, KEYWARD_CHROMIUM: join(folder, name) }
      expect(() => findBrowser(chromium, env)).toThrow(/KEYWARD_CHROMIUM names/)
    }
  })
})
