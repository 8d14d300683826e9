import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The packages that a module loads for its run at once, with those of all that it imports. */
function packagesOf(start: URL): Set<string> {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const visit = (file: URL): void => {
    if (seen.has(file.href)) return
    seen.add(file.href)
    for (const { name, isForTypes } of importsOf(readFileSync(file, 'utf8'))) {
      if (isForTypes) continue
      if (name.startsWith('.')) visit(new URL(name, file))
      else packages.add(name)
    }
  }
  visit(start)
  return packages
}

/** What a source imports when it is loaded. */
function importsOf(source: string): { readonly name: string; readonly isForTypes: boolean }[] {
  const named = source.matchAll(/(?:^|\n)(?:import|export)\s([^'";]*?)from\s'([^']+)'/gu)
  const bare = source.matchAll(/(?:^|\n)(import)\s'([^']+)'/gu)
  return [...named, ...bare].map(([, clause = '', name = '']) => ({
    name,
    isForTypes: clause.startsWith('type '),
  }))
}

test('the first paint loads no vault, no router, no schemas and no list of suffixes', () => {
  const packages = packagesOf(new URL('start.tsx', import.meta.url))
  const others = [...packages].filter((name) => !name.startsWith('lucide-react/icons/'))
  expect(others.toSorted()).toEqual([
    '@keyward/channel',
    '@keyward/codec',
    '@keyward/primitives/aead',
    '@keyward/ui/sheet',
    'react',
    'react-dom/client',
  ])
})

test('what answers is loaded apart', () => {
  const packages = packagesOf(new URL('vault/answer.ts', import.meta.url))
  expect(packages).toContain('@keyward/keyholder/provider')
})
