import { describe, expect, test } from 'vitest'
import { TEST_EXTRAS } from './import-rules/above.ts'
import { RULES } from './import-rules.ts'
import { judge } from './imports/judge.ts'
import type { Package } from './imports/project.ts'
import { readSource } from './imports/source.ts'
import { formatViolation } from './imports/violation.ts'

const PACKAGES: readonly Package[] = [
  { folder: 'packages/codec', name: '@keyward/codec', exports: { '.': './index.ts' } },
  {
    folder: 'packages/primitives',
    name: '@keyward/primitives',
    exports: { './hash': './hash.ts', './signature/node': './signature/node.ts' },
  },
  {
    folder: 'packages/webauthn',
    name: '@keyward/webauthn',
    exports: { './data': './data.ts', './public-suffix': './client/public-suffix.ts' },
  },
  { folder: 'packages/testkit', name: '@keyward/testkit', exports: { '.': './index.ts' } },
  { folder: 'apps/cli', name: '@keyward/cli', exports: {} },
  { folder: 'apps/relying-party', name: '@keyward/relying-party', exports: {} },
]

/** Judges a project made of these files by the real rules; answers `path:line rule`. */
function judged(
  files: Record<string, string>,
  { packages = PACKAGES, rules = RULES } = {},
): string[] {
  const sources = Object.entries(files).map(([path, text]) => readSource(path, text))
  return judge({ packages, sources, rules, testExtras: TEST_EXTRAS }).map(
    ({ path, line, rule }) => `${path}:${line} ${rule}`,
  )
}

describe('packages of this repository', () => {
  test('a lower package may be imported by its entries', () => {
    const files = {
      'packages/webauthn/a.ts': "import { sha256 } from '@keyward/primitives/hash'\n",
    }
    expect(judged(files)).toEqual([])
  })

  test('a higher package may not be imported, not even for its types', () => {
    const files = {
      'packages/codec/a.ts': "\nimport type { Flags } from '@keyward/webauthn/data'\n",
    }
    expect(judged(files)).toEqual(['packages/codec/a.ts:2 our-package'])
  })

  test('apps never import each other', () => {
    const files = { 'apps/cli/a.ts': "import { startPerch } from '@keyward/relying-party/start'\n" }
    expect(judged(files)).toEqual(['apps/cli/a.ts:1 our-package'])
  })

  test('Perch imports none of ours', () => {
    const files = { 'apps/relying-party/a.ts': "export { hex } from '@keyward/codec'\n" }
    expect(judged(files)).toEqual(['apps/relying-party/a.ts:1 our-package'])
  })

  test('a row may allow single entries of a package', () => {
    const rules = {
      ...RULES,
      'apps/cli': { ours: ['@keyward/webauthn/data'], npm: [], node: true },
    }
    const files = {
      'apps/cli/a.ts': "import { a } from '@keyward/webauthn/data'\n",
      'apps/cli/b.ts': "import { b } from '@keyward/webauthn/public-suffix'\n",
    }
    expect(judged(files, { rules })).toEqual(['apps/cli/b.ts:1 our-package'])
  })

  test('only entries in "exports" may be imported', () => {
    const files = { 'apps/cli/a.ts': "import { hash } from '@keyward/primitives/hash.ts'\n" }
    expect(judged(files)).toEqual(['apps/cli/a.ts:1 not-exported'])
  })

  test('a relative import stays in its package', () => {
    const files = {
      'packages/webauthn/client/a.ts': "import { b } from '../../codec/index.ts'\n",
      'packages/webauthn/client/b.ts': "import { c } from '../error.ts'\n",
    }
    expect(judged(files)).toEqual(['packages/webauthn/client/a.ts:1 leaves-package'])
  })

  test('a new package needs a row', () => {
    const packages = [
      ...PACKAGES,
      { folder: 'packages/nowhere', name: '@keyward/nowhere', exports: {} },
    ]
    expect(judged({}, { packages })).toEqual(['packages/nowhere/package.json:1 no-row'])
  })
})

describe('npm packages and Node', () => {
  test('an npm package needs to be in the row', () => {
    const files = {
      'packages/primitives/a.ts': "import { p256 } from '@noble/curves/nist.js'\n",
      'packages/webauthn/a.ts': "import { p256 } from '@noble/curves/nist.js'\n",
      'apps/cli/a.ts': "import { Hono } from 'hono'\n",
    }
    expect(judged(files)).toEqual([
      'apps/cli/a.ts:1 npm-package',
      'packages/webauthn/a.ts:1 npm-package',
    ])
  })

  test('neutral packages use no node: module, nor one under its old name', () => {
    const files = {
      'packages/codec/a.ts': "import { Buffer } from 'node:buffer'\n",
      'packages/codec/b.ts': "import { Buffer } from 'buffer'\n",
      'packages/codec/c.ts': "const { Buffer } = await import('node:buffer')\n",
    }
    expect(judged(files)).toEqual([
      'packages/codec/a.ts:1 node-module',
      'packages/codec/b.ts:1 npm-package',
      'packages/codec/c.ts:1 node-module',
    ])
  })

  test('the longest path decides: one file of primitives is for Node', () => {
    const files = {
      'packages/primitives/signature/node.ts': "import { sign } from 'node:crypto'\n",
      'packages/primitives/signature/noble.ts': "import { sign } from 'node:crypto'\n",
    }
    expect(judged(files)).toEqual(['packages/primitives/signature/noble.ts:1 node-module'])
  })

  test('tests may use test packages, testkit and Node', () => {
    const text = `import { test } from 'vitest'
import fc from 'fast-check'
import { rp } from '@keyward/testkit'
import { readFileSync } from 'node:fs'
`
    expect(judged({ 'packages/codec/a.test.ts': text })).toEqual([])
    expect(judged({ 'packages/codec/a.ts': text })).toEqual([
      'packages/codec/a.ts:1 npm-package',
      'packages/codec/a.ts:2 npm-package',
      'packages/codec/a.ts:3 our-package',
      'packages/codec/a.ts:4 node-module',
    ])
  })

  test('code for the browser may import what the server serves', () => {
    const files = {
      'apps/relying-party/public/a.js': "import { b } from '/assets/b.js'\n",
      'apps/relying-party/a.ts': "import { b } from '/assets/b.js'\n",
    }
    expect(judged(files)).toEqual(['apps/relying-party/a.ts:1 npm-package'])
  })

  test('an import has to be written out', () => {
    const files = {
      'apps/cli/a.ts': 'export const load = (name: string) => import(name)\n',
      'apps/cli/b.ts': "export const load = () => import('./a.ts')\n",
    }
    expect(judged(files)).toEqual(['apps/cli/a.ts:1 computed-import'])
  })
})

describe('cycles', () => {
  test('packages form no cycle, even where every row allows it', () => {
    const rules = {
      ...RULES,
      'packages/codec': { ours: ['@keyward/primitives'], npm: [], node: false },
    }
    const files = {
      'packages/codec/a.ts': "import { b } from '@keyward/primitives/hash'\n",
      'packages/primitives/b.ts': "import { a } from '@keyward/codec'\n",
    }
    expect(judged(files, { rules })).toEqual(['packages/primitives/b.ts:1 package-cycle'])
  })

  test('folders of a package form no cycle', () => {
    const files = {
      'packages/webauthn/client/a.ts': "import type { B } from '../data/b.ts'\n",
      'packages/webauthn/data/b.ts': "import { C } from '../authenticator/c.ts'\n",
      'packages/webauthn/authenticator/c.ts': "import { D } from '../client/d.ts'\n",
    }
    expect(judged(files)).toEqual(['packages/webauthn/authenticator/c.ts:1 folder-cycle'])
  })

  test('an entry file does not hide a way back', () => {
    const files = {
      'packages/webauthn/data.ts': "export { a } from './data/a.ts'\n",
      'packages/webauthn/data/a.ts': "import { b } from '../data.ts'\n",
    }
    expect(judged(files)).toEqual(['packages/webauthn/data/a.ts:1 folder-cycle'])
  })

  test('a test may look upwards', () => {
    const files = {
      'packages/webauthn/data/a.test.ts': "import { b } from '../client/b.ts'\n",
      'packages/webauthn/client/b.ts': "import { a } from '../data/a.ts'\n",
    }
    expect(judged(files)).toEqual([])
  })
})

describe('exports', () => {
  test('a file inside a package that only passes on exports is a barrel', () => {
    const text = "export { a } from './a.ts'\nexport type { B } from './b.ts'\n"
    const files = {
      'packages/webauthn/data.ts': text,
      'packages/webauthn/client/index.ts': text,
      'packages/webauthn/client/c.ts': "import { a } from './a.ts'\nexport { a }\n",
      'packages/webauthn/client/public-suffix.ts': text,
      'packages/webauthn/client/d.ts': `${text}export const d = 1\n`,
    }
    expect(judged(files)).toEqual([
      'packages/webauthn/client/c.ts:1 barrel',
      'packages/webauthn/client/index.ts:1 barrel',
    ])
  })

  test.each([
    'export default function a() {}\n',
    'const a = 1\nexport { a as default }\n',
    "export { default } from './b.ts'\n",
  ])('a default export in %j is refused', (text) => {
    const line = text.split('\n').findIndex((row) => row.startsWith('export')) + 1
    expect(judged({ 'apps/cli/a.ts': text })).toEqual([`apps/cli/a.ts:${line} default-export`])
  })

  test('what cannot be parsed is said, not passed over', () => {
    expect(judged({ 'apps/cli/a.ts': 'const = 1\n' })).toEqual(['apps/cli/a.ts:1 not-parsed'])
  })
})

test('a violation is written as file:line, rule and what to do', () => {
  const violation = { path: 'a.ts', line: 3, rule: 'barrel', message: 'import the file.' } as const
  expect(formatViolation(violation)).toBe('a.ts:3 barrel: import the file.')
})
