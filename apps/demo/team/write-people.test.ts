import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type WrittenPerson, writePeople } from './write-people.ts'

const UMA: WrittenPerson = {
  id: 'uma',
  name: 'Uma User',
  address: 'uma@acme.example',
  passphrase: 'six words that nobody would guess',
  role: 'user',
  workspaceId: 'AAAAAAAAAAAAAAAAAAAAAA',
}

const failure = (code: string): unknown => expect.objectContaining({ code })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-demo-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the file replaces an older one, and only its owner may read it', () => {
  const file = join(folder, 'people.json')
  writeFileSync(file, 'older', { mode: 0o644 })
  writePeople(file, [UMA])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    workspaceName: 'Acme Studio',
    people: [UMA],
  })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['people.json'])
})

test('where it can not be written, nothing is left behind', () => {
  const taken = join(folder, 'people.json')
  mkdirSync(taken)
  expect(() => writePeople(taken, [UMA])).toThrow(failure('EISDIR'))
  expect(() => writePeople(join(folder, 'missing', 'people.json'), [UMA])).toThrow(
    failure('ENOENT'),
  )
  expect(readdirSync(folder)).toEqual(['people.json'])
})
