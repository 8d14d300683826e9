import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Places } from '../places.ts'

export interface Programs extends Places {
  /** A folder of the test's own, which goes with the programs. */
  readonly folder: string
  stop(): Promise<void>
}

/** A Keyward server and a Perch in processes of their own, on free ports. */
export async function startPrograms(): Promise<Programs> {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-demo-'))
  const started = await Promise.all([
    startProgram('server/main.ts', /^READY (\S+)$/, {
      KEYWARD_DATA: join(folder, 'server'),
      KEYWARD_PORT: '0',
      KEYWARD_SIGNUP: 'open',
      KEYWARD_LOG: 'silent',
    }),
    startProgram('relying-party/main.ts', /^Perch is ready at (\S+)$/, {
      PERCH_DATA: join(folder, 'perch'),
      PERCH_PORT: '0',
      PERCH_SIMULATOR: 'http://phone.localhost:8702',
    }),
  ])
  const [server, perch] = started
  return {
    keyward: server.origin,
    perch: perch.origin,
    folder,
    async stop() {
      for (const { child } of started) {
        child.kill('SIGKILL')
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startProgram(
  entry: string,
  ready: RegExp,
  env: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; origin: string }> {
  const main = fileURLToPath(new URL(`../../${entry}`, import.meta.url))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], ...env },
  })
  for await (const line of createInterface(child.stdout)) {
    const origin = ready.exec(line)?.[1]
    if (origin !== undefined) return { child, origin }
  }
  throw new Error(`${entry} did not start`)
}
