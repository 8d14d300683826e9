import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageOf } from '@keyward/e2e/extension/packages'
import { rolldown } from 'rolldown'

const PROMPT = fileURLToPath(new URL('../page/prompt.ts', import.meta.url))
const PAGE = '<!doctype html><meta charset="utf-8"><title>Stand-in</title>'

/** Nobody's: closing them fails, and costs what closing costs. */
const WINDOW = `{ id: 2147483000, tabs: [{ id: 2147483000 }] }`

/** A script that does nothing. */
export const EMPTY = 'empty.js'

/** The address of the prompt: who answers a request is known by it, so that all have one name. */
export const PROMPT_PAGE = 'app/provider.html?request=bench'

/** Before the background's own script: prompts are told to a page that is there, and open no window. */
const NO_WINDOWS = `{
  const prompts = new BroadcastChannel('prompt')
  crypto.randomUUID = () => 'bench'
  chrome.windows.create = async () => (prompts.postMessage('asked'), ${WINDOW})
}
`

/**
 * The extension as it is built, whose prompt is a page that answers at once and needs no window: for
 * what a request costs besides. @returns its folder, in this one
 */
export async function packageWithoutWindows(folder: string): Promise<string> {
  const path = join(folder, 'extension')
  cpSync(await packageOf('chromium'), path, { recursive: true })
  const background = join(path, 'background.js')
  writeFileSync(background, NO_WINDOWS + readFileSync(background, 'utf8'))
  const app = join(path, 'app')
  rmSync(app, { recursive: true, force: true })
  mkdirSync(app)
  const build = await rolldown({ input: PROMPT, platform: 'browser' })
  const { output } = await build.generate({ format: 'iife', codeSplitting: false })
  await build.close()
  writeFileSync(join(path, EMPTY), '')
  writeFileSync(join(app, 'prompt.js'), output[0].code)
  writeFileSync(join(app, 'index.html'), PAGE)
  writeFileSync(join(app, 'provider.html'), `${PAGE}<script src="prompt.js"></script>`)
  return path
}
