import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { installedLicences } from './installed.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const files = {
  list: (folder: string) => readdirSync(folder),
  read: (file: string) => readFileSync(file, 'utf8'),
}
const { libraries, texts } = installedLicences(files, at('..'), at('../../..'))
const byName = new Map(libraries.map((library) => [library.name, library]))

test('every library of the app has a version, and a licence that allows this use', () => {
  expect(libraries.length).toBeGreaterThan(50)
  const allowed = ['0BSD', 'Apache-2.0', 'ISC', 'MIT', 'OFL-1.1', 'Unlicense']
  for (const { name, version, licence } of libraries) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+/)
    expect(allowed, name).toContain(licence)
  }
})

test('what is only reached through others is there, and neither types nor own packages are', () => {
  expect(byName.get('scheduler')?.licence).toBe('MIT')
  expect(libraries.filter(({ name }) => /^@(?:types|keyward)\//.test(name))).toEqual([])
})

test('each shows the text that came with it; one package brings none', () => {
  expect(texts[byName.get('react')?.text ?? -1]).toMatch(/^MIT License\n\nCopyright \(c\) Meta/)
  expect(texts[byName.get('react-aria')?.text ?? -1]).toContain('Apache License')
  expect(texts[byName.get('@fontsource-variable/inter')?.text ?? -1]).toContain('SIL Open Font')
  const bare = libraries.filter(({ text }) => text === undefined).map(({ name }) => name)
  expect(bare).toEqual(['client-only'])
  expect(new Set(texts).size).toBe(texts.length)
})
