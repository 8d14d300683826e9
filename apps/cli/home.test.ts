import { statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { temporaryFolder } from './cases/temporary-folder.ts'
import { homeOf, makeHome } from './home.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

test.each([
  ['the option', '/a', { KEYWARD_HOME: '/b', XDG_DATA_HOME: '/c' }, '/a'],
  ['KEYWARD_HOME', undefined, { KEYWARD_HOME: '/b', XDG_DATA_HOME: '/c' }, '/b'],
  ['XDG_DATA_HOME', undefined, { KEYWARD_HOME: '', XDG_DATA_HOME: '/c' }, '/c/keyward'],
  [
    'a folder of the person’s, for a relative XDG_DATA_HOME',
    undefined,
    { XDG_DATA_HOME: 'c' },
    join(homedir(), '.local/share/keyward'),
  ],
])('the home is named by %s', (_, option, env, expected) => {
  expect(homeOf(option, env).folder).toBe(expected)
})

test('a name that is no folder is refused', () => {
  expect(() => homeOf('', {})).toThrow(expect.objectContaining({ rule: 'cli.home' }))
  writeFileSync(folder.file('taken'), '')
  const taken = homeOf(folder.file('taken'), {})
  expect(() => makeHome(taken)).toThrow(expect.objectContaining({ rule: 'cli.home' }))
})

test('a new home is its owner’s alone', () => {
  const home = homeOf(folder.file('deep/home'), {})
  makeHome(home)
  makeHome(home)
  expect(statSync(home.folder).mode & 0o777).toBe(0o700)
})
