import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What a module imports for its run, with all that follows: packages by name. */
function packagesOf(start: URL): Set<string> {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const visit = (file: URL) => {
    if (seen.has(file.href)) return
    seen.add(file.href)
    const source = readFileSync(file, 'utf8')
    for (const [, clause, name = ''] of source.matchAll(
      /(?:^|\n)(?:import|export)\s([^'";]*?)from\s'([^']+)'/gu,
    )) {
      if (clause?.startsWith('type ') === true) continue
      if (name.startsWith('.')) visit(new URL(name, file))
      else packages.add(name)
    }
  }
  visit(start)
  return packages
}

test('what provider sheets load has React and drawn icons, and no React Aria', () => {
  const packages = packagesOf(new URL('sheet.ts', import.meta.url))
  const others = [...packages].filter((name) => !name.startsWith('lucide-react/icons/'))
  expect(others).toEqual(['react'])
})

test('the whole design language is built on React Aria', () => {
  expect(packagesOf(new URL('ui.ts', import.meta.url))).toContain('react-aria-components/Button')
})
