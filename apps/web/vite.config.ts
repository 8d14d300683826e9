import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type IndexHtmlTransformContext, type Plugin, runnerImport } from 'vite'
import { GROUPS, hasSideEffects } from './chunks.ts'
import { installedLicences } from './licences/installed.ts'
import { FIRST_THEME } from './platform/theme.ts'

const SERVER = process.env['KEYWARD_SERVER'] ?? 'http://localhost:8700'
const ROOT = fileURLToPath(new URL('.', import.meta.url))

const page = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Two pages: the app, and the small one that the system's passkey sheets show. */
export default defineConfig({
  root: ROOT,
  plugins: [react(), tailwindcss(), firstTheme(), firstFrame(), fetchAhead(), licences()],
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

/** A page in the system's theme must not turn into the chosen one before somebody's eyes. */
function firstTheme(): Plugin {
  const hash = createHash('sha256').update(FIRST_THEME).digest('base64url').slice(0, 8)
  const fileName = `assets/first-theme-${hash}.js`
  let base = '/'
  return {
    name: 'keyward-first-theme',
    apply: 'build',
    configResolved: (config) => void (base = config.base),
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: FIRST_THEME })
    },
    transformIndexHtml: () => [
      { tag: 'script', attrs: { src: `${base}${fileName}` }, injectTo: 'head' },
    ],
  }
}

/** Writes into the page of the sheets what they show first, so that it is there before the scripts are. */
function firstFrame(): Plugin {
  return {
    name: 'keyward-first-frame',
    transformIndexHtml: {
      order: 'pre',
      async handler(text) {
        if (!text.includes(PLACE)) return text
        const { module } = await runnerImport<{ firstFrame(): string }>(
          '/provider/first-frame.tsx',
          { root: ROOT, configFile: false, plugins: [react()] },
        )
        return text.replace(PLACE, () => module.firstFrame())
      },
    },
  }
}

const PLACE = '<!--first-frame-->'

/**
 * Lets the sheet's scripts arrive while the first frame is drawn. They are fetched and not read: a
 * module that is preloaded as one is compiled at once, and the frame would wait for it.
 */
function fetchAhead(): Plugin {
  let base = '/'
  return {
    name: 'keyward-fetch-ahead',
    apply: 'build',
    configResolved: (config) => void (base = config.base),
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {}, path }) {
        if (path !== '/provider.html') return []
        const start = Object.keys(bundle).find((name) => name.startsWith('assets/start-'))
        const large = [...withImports(bundle, start)].filter(([, { code }]) => code.length > LARGE)
        return large.map(([name]) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'script', crossorigin: true, href: `${base}${name}` },
          injectTo: 'head' as const,
        }))
      },
    },
  }
}

/** Asking for a file takes a slow phone some milliseconds too, so the small ones wait: in characters. */
const LARGE = 20_000

type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>
type Chunk = Extract<Bundle[string], { type: 'chunk' }>

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
