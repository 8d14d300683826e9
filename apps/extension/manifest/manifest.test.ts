import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { zipFolder } from '../build/zip.ts'
import { iconPaths } from './icons.ts'
import { manifestFor, TARGETS } from './manifest.ts'

type Manifest = Readonly<Record<string, never>> & {
  readonly key?: string
  readonly permissions: readonly string[]
}

const manifests = TARGETS.map(
  (target) => [target, manifestFor(target, '1.2.3') as Manifest] as const,
)

describe.each(manifests)('the manifest for %s', (_, manifest) => {
  test('names no script for pages: they are registered where Keyward answers', () => {
    expect(manifest).not.toHaveProperty('content_scripts')
    expect(manifest).not.toHaveProperty('web_accessible_resources')
  })

  test('names icons that are there', () => {
    for (const path of Object.values({ ...iconPaths('on'), ...iconPaths('off') }))
      expect(existsSync(new URL(`../${path}`, import.meta.url)), path).toBe(true)
  })

  test('lets its pages run no code but their own, and never text as markup', () => {
    const { extension_pages: policy } = manifest['content_security_policy'] as unknown as Record<
      string,
      string
    >
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
    expect(policy).toContain("require-trusted-types-for 'script'")
  })
})

test('Chromium alone has the proxy, and an id that stays', () => {
  const [chromium, firefox] = manifests.map(([, manifest]) => manifest)
  expect(chromium?.permissions).toContain('webAuthenticationProxy')
  expect(firefox?.permissions).not.toContain('webAuthenticationProxy')
  const digest = createHash('sha256')
    .update(Buffer.from(chromium?.key ?? '', 'base64'))
    .digest('hex')
  const letters = Array.from(
    digest.slice(0, 32),
    (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)],
  )
  expect(letters.join('')).toBe('foockifjjjaaibpcmnbocegnfamibjmf')
})

test('a zip has the same bytes whenever it is made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-zip-'))
  writeFileSync(join(folder, 'b.js'), 'b')
  writeFileSync(join(folder, 'a.js'), 'a')
  const first = zipFolder(folder)
  utimesSync(join(folder, 'a.js'), 5_000, 5_000)
  expect(Buffer.compare(zipFolder(folder), first)).toBe(0)
  writeFileSync(join(folder, 'a.js'), 'c')
  expect(Buffer.compare(zipFolder(folder), first)).not.toBe(0)
  rmSync(folder, { recursive: true })
})
