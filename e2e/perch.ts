import { mkdtempSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export type TestPerch = {
  /** Its origin: `http://perch.localhost:PORT`. */
  url: string
  port: number
  /** The folder of its database. */
  data: string
  /** Stops it and deletes its data. */
  close: () => Promise<void>
}

const program = fileURLToPath(new URL('../apps/relying-party/main.ts', import.meta.url))

/** Runs Perch as people run it, as a process of its own, on a free port and empty data. */
export async function runPerch(env: Record<string, string> = {}): Promise<TestPerch> {
  const data = mkdtempSync(join(tmpdir(), 'keyward-perch-'))
  const perch = spawn(process.execPath, [program], {
    env: { ...process.env, PERCH_PORT: '0', PERCH_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(perch, 'exit')
  const url = await Promise.race([
    readyUrl(perch.stdout),
    ended.then(() => Promise.reject(new Error('Perch ended before it was ready'))),
  ])
  return {
    url,
    port: Number(new URL(url).port),
    data,
    close: async () => {
      perch.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function readyUrl(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /^Perch is ready at (\S+)$/.exec(line)?.[1]
    if (url) return url
  }
  throw new Error('Perch did not say where it is')
}
