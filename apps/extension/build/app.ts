import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * Builds the pages of apps/web for the extension.
 *
 * @throws when the build fails; what was wrong has been printed by then
 */
export async function buildApp(folder: string): Promise<void> {
  const vite = `${ROOT}node_modules/vite/bin/vite.js`
  const flags = ['--mode', 'extension', '--base', './', '--outDir', folder, '--emptyOutDir']
  const building = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', ...flags], {
    cwd: `${ROOT}apps/web`,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = (await once(building, 'close')) as [number | null]
  if (code !== 0) throw new Error('The pages of apps/web could not be built.')
}
