import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type IndexHtmlTransformContext, type Plugin, runnerImport } from 'vite'
import { GROUPS, hasSideEffects } from './chunks.ts'
import { installedLicences } from './licences/installed.ts'
import { FIRST_SIZE } from './extension/first-size.ts'
import { FIRST_THEME } from './platform/theme.ts'

const SERVER = process.env['KEYWARD_SERVER'] ?? 'http://localhost:8700'
const ROOT = fileURLToPath(new URL('.', import.meta.url))

const page = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Two pages: the app, and the small one that the system's passkey sheets show. */
export default defineConfig({
  root: ROOT,
  plugins: [react(), tailwindcss(), firstScript(), firstFrame(), fetchAhead(), licences()],
  build: {
    target: 'es2023',
    sourcemap: false,
    modulePreload: { polyfill: false },
    // Nothing is put into the pages or the style sheets: the policy of the server allows none of it.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: page('index.html'), provider: page('provider.html') },
      output: { codeSplitting: { groups: GROUPS } },
      treeshake: { moduleSideEffects: hasSideEffects },
    },
  },
  server: {
    proxy: { '/v1': SERVER, '/help': { target: SERVER }, '/demonstration.json': SERVER },
  },
})

/** A page in the system's theme must not turn into the chosen one before somebody's eyes, nor grow. */
function firstScript(): Plugin {
  let config = { base: '/', mode: '' }
  const source = (): string => (config.mode === EXTENSION ? FIRST_THEME + FIRST_SIZE : FIRST_THEME)
  const fileName = (): string => {
    const hash = createHash('sha256').update(source()).digest('base64url').slice(0, 8)
    return `assets/first-theme-${hash}.js`
  }
  return {
    name: 'keyward-first-script',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: fileName(), source: source() })
    },
    transformIndexHtml: () => [
      { tag: 'script', attrs: { src: `${config.base}${fileName()}` }, injectTo: 'head' },
    ],
  }
}

/** The mode of the pages that are packed with the extension, and read from a disk. */
const EXTENSION = 'extension'

/** Writes into the pages what they show first, so that it is there before the scripts are. */
function firstFrame(): Plugin {
  return {
    name: 'keyward-first-frame',
    transformIndexHtml: {
      order: 'pre',
      async handler(text, { path }) {
        const folder = path === '/provider.html' ? 'provider' : 'app'
        const { module } = await runnerImport<{ firstFrame(): string }>(
          `/${folder}/first-frame.tsx`,
          { root: ROOT, configFile: false, plugins: [react()] },
        )
        return text.replace('<!--first-frame-->', () => module.firstFrame())
      },
    },
  }
}

/**
 * Lets scripts arrive while the first frame is drawn. They are fetched and not read: a module that is
 * preloaded as one is compiled at once, and the frame would wait for it.
 */
function fetchAhead(): Plugin {
  let config = { base: '/', mode: '' }
  return {
    name: 'keyward-fetch-ahead',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    transformIndexHtml: {
      order: 'post',
      handler(text, { bundle = {}, path }) {
        const ahead = (config.mode === EXTENSION ? ON_DISK : FROM_A_SERVER)[path]
        const names = ahead?.modules.flatMap((start) => chunksBefore(bundle, start, ahead.least))
        const missing = [...new Set(names)].filter((name) => !text.includes(name))
        return missing.map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'script', crossorigin: true, href: `${config.base}${name}` },
          injectTo: 'head' as const,
        }))
      },
    },
  }
}

/** What a page needs soon. */
interface Ahead {
  /** By how their names end: with all that they import. */
  readonly modules: readonly string[]
  /** Asking for a file takes some milliseconds too, so that smaller ones wait: in characters. */
  readonly least: number
}

const LARGE = 20_000

const FROM_A_SERVER: Readonly<Record<string, Ahead>> = {
  '/provider.html': { modules: ['/web/provider/start.tsx'], least: LARGE },
  '/index.html': { modules: ['/web/routes/main.tsx'], least: 0 },
}

/** Files of this computer are there at once: all that comes until there is something to choose. */
const ON_DISK: Readonly<Record<string, Ahead>> = {
  '/provider.html': {
    modules: [
      '/web/provider/browser/start.tsx',
      '/web/provider/browser/answer.ts',
      '/webauthn/client/public-suffix.ts',
    ],
    least: 0,
  },
  '/index.html': {
    modules: [
      '/web/routes/main.tsx',
      '/web/extension/attach.ts',
      '/web/app/open-runtime.ts',
      '/web/app/layouts.tsx',
      '/web/screens/accounts/accounts-layout.tsx',
      '/webauthn/client/public-suffix.ts',
    ],
    least: LARGE,
  },
}

type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>
type Chunk = Extract<Bundle[string], { type: 'chunk' }>

/** The files that a module needs, of at least this size. @throws where it has none of its own */
function chunksBefore(bundle: Bundle, module: string, least: number): string[] {
  const start = Object.values(bundle).find(
    (one) => one.type === 'chunk' && one.facadeModuleId?.endsWith(module),
  )
  if (start === undefined) throw new TypeError(`There is no file of ${module}.`)
  const found = withImports(bundle, start.fileName)
  return [...found].flatMap(([name, { code }]) => (code.length >= least ? [name] : []))
}

function withImports(bundle: Bundle, name = '', found = new Map<string, Chunk>()) {
  const chunk = bundle[name]
  if (chunk?.type !== 'chunk' || found.has(name)) return found
  found.set(name, chunk)
  for (const imported of chunk.imports) withImports(bundle, imported, found)
  return found
}

/** Puts the licences of what is installed where the app reads them. */
function licences(): Plugin {
  const place = page('licences/built.ts')
  return {
    name: 'keyward-licences',
    load(id) {
      if (id !== place) return undefined
      const files = {
        list: (folder: string) => readdirSync(folder),
        read: (file: string) => readFileSync(file, 'utf8'),
      }
      const found = installedLicences(files, ROOT, fileURLToPath(new URL('../..', import.meta.url)))
      // A text that is parsed is read sooner than a literal of the same size.
      return `export const licences = JSON.parse(${JSON.stringify(JSON.stringify(found))})`
    },
  }
}
