import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** The three programs of the extension and where each begins. */
const SCRIPTS = {
  page: 'page/page.ts',
  content: 'content/content.ts',
  background: 'background/background.ts',
}

/** What a page sees of our script in the stack of an error is not the extension's address. */
const NAMELESS = '//# sourceURL=<anonymous>'

/** Builds each program into one file, `<name>.js`, that needs no other and leaves no global behind. */
export async function buildScripts(folder: string): Promise<void> {
  for (const [name, entry] of Object.entries(SCRIPTS)) {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'warn',
      publicDir: false,
      build: {
        outDir: folder,
        emptyOutDir: false,
        target: 'es2024',
        sourcemap: false,
        modulePreload: false,
        lib: { entry, name: 'keyward', formats: ['iife'], fileName: () => `${name}.js` },
        rolldownOptions: {
          treeshake: { moduleSideEffects: (id) => !/\/packages\/.*\.ts$/.test(id) },
          ...(name === 'page' ? { output: { postFooter: NAMELESS } } : {}),
        },
      },
    })
  }
}
