import { spawn } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import { fileURLToPath } from 'node:url'
import { CliError } from '../error.ts'
import type { Home } from '../home.ts'
import { makeSocketFolder } from './address.ts'
import { lockHolder } from './client.ts'
import { encodeHeld, type Held } from './held.ts'

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url))
const READY_MILLISECONDS = 15_000

/**
 * Leaves a process that keeps the home unlocked, in place of one that may be there. It belongs to no
 * terminal, and has the key by its standard input alone.
 *
 * @throws {CliError} `cli.holder` when it does not come up
 */
export async function startHolder(home: Home, address: string, held: Held): Promise<void> {
  await lockHolder(address)
  makeSocketFolder(address)
  const args = [
    '--disable-warning=ExperimentalWarning',
    PROGRAM,
    address,
    home.folder,
    home.replica,
  ]
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: '/',
    // Nothing of the person's environment, but for where Node.js keeps what it compiled.
    env: { NODE_COMPILE_CACHE: getCompileCacheDir() },
  })
  child.stdin.on('error', () => {})
  child.stdin.end(JSON.stringify(encodeHeld(held)))
  await ready(child)
  child.stdout.destroy()
  child.unref()
}

function ready(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (): void => {
      child.kill('SIGKILL')
      reject(
        new CliError(
          'cli.holder',
          'Nothing keeps this home unlocked: the process for it did not come up.',
        ),
      )
    }
    const timer = setTimeout(failed, READY_MILLISECONDS)
    child.once('error', failed)
    child.once('exit', failed)
    child.stdout?.once('data', () => {
      clearTimeout(timer)
      child.off('exit', failed)
      resolve()
    })
  })
}
