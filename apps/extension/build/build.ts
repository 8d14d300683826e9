import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { manifestFor, type Target, TARGETS } from '../manifest/manifest.ts'
import { buildApp } from './app.ts'
import { buildScripts } from './scripts.ts'
import { zipFolder } from './zip.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OUTPUT = join(ROOT, 'dist')
/** What both packages have in common: built once, copied twice. */
const COMMON = join(OUTPUT, 'common')

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string
}

// Without the pages it is done in two seconds, for work on the scripts alone.
const withApp = !process.argv.includes('--no-app')
if (withApp) await buildApp(join(COMMON, 'app'))
await buildScripts(COMMON)
cpSync(join(ROOT, 'icons'), join(COMMON, 'icons'), { recursive: true })
cpSync(join(ROOT, 'manifest/managed-schema.json'), join(COMMON, 'managed-schema.json'))
for (const target of TARGETS) pack(target)

function pack(target: Target): void {
  const folder = join(OUTPUT, target)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(COMMON, folder, { recursive: true })
  const manifest = JSON.stringify(manifestFor(target, version), null, 2)
  writeFileSync(join(folder, 'manifest.json'), `${manifest}\n`)
  writeFileSync(join(OUTPUT, `keyward-${target}-${version}.zip`), zipFolder(folder))
}
