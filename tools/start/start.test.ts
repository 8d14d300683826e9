import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MARKER, prepareDataFolder } from './data-folder.mjs'
import { readStartOptions, shortPath } from './options.mjs'

const FOLDERS = { root: '/project', from: '/project/apps' }

describe('options of npm start', () => {
  test('without any: the usual ports and the data folder of the project', () => {
    expect(readStartOptions([], FOLDERS)).toEqual({
      help: false,
      fresh: false,
      browser: false,
      port: 8700,
      perchPort: 8701,
      phonePort: 8702,
      data: '/project/data',
    })
  })

  test('a relative data folder begins where the command was typed', () => {
    expect(readStartOptions(['--data', 'here'], FOLDERS).data).toBe('/project/apps/here')
    expect(readStartOptions(['--data=/there'], FOLDERS).data).toBe('/there')
  })

  test.each([
    [['--frsh'], 'npm start has no option --frsh: '],
    [['-x'], 'npm start has no option -x: '],
    [['now'], "npm start can't use now in this way: "],
    [['--fresh=yes'], "npm start can't use --fresh in this way: "],
    [['--port'], "npm start can't use --port in this way: "],
    [['--port', '0'], '0 is no port: '],
    [['--port', '65536'], '65536 is no port: '],
    [['--port', '30o1'], '30o1 is no port: '],
    [['--perch-port', '0'], '0 is no port: give --perch-port '],
    [['--phone-port', 'x'], 'x is no port: give --phone-port '],
    [['--data', ''], '--data names no folder: '],
  ])('%j is refused in one sentence', (args, beginning) => {
    expect(() => readStartOptions(args, FOLDERS)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^[^\n]+$/) }),
    )
    expect(() => readStartOptions(args, FOLDERS)).toThrow(beginning)
  })

  test('paths are shown as a person would write them', () => {
    expect(shortPath('/project', '/project/data')).toBe('data')
    expect(shortPath('/project/apps', '/project/data')).toBe('/project/data')
  })
})

describe('the data folder', () => {
  let place = ''
  let folder = ''
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'keyward-start-'))
    folder = join(place, 'deep/data')
  })
  afterEach(() => rmSync(place, { recursive: true }))

  test('is made and marked, and keeps what is in it on the next start', () => {
    prepareDataFolder(folder, { fresh: false })
    writeFileSync(join(folder, 'note'), 'kept')
    prepareDataFolder(folder, { fresh: false })
    expect(readdirSync(folder).toSorted()).toEqual([MARKER, 'note'])
  })

  test('is emptied by --fresh', () => {
    prepareDataFolder(folder, { fresh: true })
    mkdirSync(join(folder, 'perch'))
    writeFileSync(join(folder, 'perch/store'), '')
    prepareDataFolder(folder, { fresh: true })
    expect(readdirSync(folder)).toEqual([MARKER])
  })

  test.each([true, false])("somebody else's folder is left as it is (fresh: %s)", (fresh) => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'thesis.txt'), '')
    expect(() => prepareDataFolder(folder, { fresh })).toThrow(/left as it is/)
    expect(readdirSync(folder)).toEqual(['thesis.txt'])
  })

  test('a file in its place is refused', () => {
    const file = join(place, 'file')
    writeFileSync(file, '')
    expect(() => prepareDataFolder(file, { fresh: true })).toThrow(/is not a folder/)
  })
})
