import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT } from '@keyward/tools/setup/places'
import { rolldown } from 'rolldown'
import { buildExtension } from '@keyward/tools/start/build'
import type { TemporaryFolder } from '../../server/cases/temporary-folder.ts'

export type Target = 'chromium' | 'firefox'

const PROMPT = fileURLToPath(new URL('../workers/prompt.ts', import.meta.url))
const PAGE = '<!doctype html><meta charset="utf-8"><title>Stand-in</title>'

/** The folder of the extension as `npm run extension` builds it; built here if it is not. */
export async function packageOf(target: Target): Promise<string> {
  await buildExtension({ root: ROOT, node: process.execPath, env: process.env })
  return join(ROOT, 'apps/extension/dist', target)
}

/** The zip that stores get; built here if it is not. */
export async function zipOf(target: Target): Promise<string> {
  const folder = await packageOf(target)
  const { version } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    readonly version: string
  }
  return join(ROOT, `apps/extension/dist/keyward-${target}-${version}.zip`)
}

/**
 * The same extension with a prompt that answers at once: for tests that are about pages. Its scripts
 * in pages and its background are the built ones. @returns its folder
 */
export async function packageWithStandIn(folder: TemporaryFolder, target: Target): Promise<string> {
  const path = folder.file(`${target}-with-stand-in`)
  cpSync(await packageOf(target), path, { recursive: true })
  const app = join(path, 'app')
  rmSync(app, { recursive: true, force: true })
  mkdirSync(app)
  const build = await rolldown({ input: PROMPT, platform: 'browser' })
  const { output } = await build.generate({ format: 'esm', codeSplitting: false })
  await build.close()
  writeFileSync(join(app, 'prompt.js'), output[0].code)
  writeFileSync(join(app, 'index.html'), PAGE)
  writeFileSync(
    join(app, 'provider.html'),
    `${PAGE}<script type="module" src="prompt.js"></script>`,
  )
  return path
}
