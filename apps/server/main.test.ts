import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modeOf, temporaryFolders } from './config/cases/temporary-folder.ts'
import { answering, ask, configFor, partsWith } from './ops/cases/server.ts'
import { startServer } from './ops/start.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const ADMIN = fileURLToPath(new URL('admin.ts', import.meta.url))

const temporaryFolder = temporaryFolders()
const children: ChildProcess[] = []
let data: string
beforeEach(() => void (data = join(temporaryFolder(), 'data')))
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

interface Running {
  readonly child: ChildProcess
  /** Everything written so far. */
  readonly written: { out: string; err: string }
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>
  /** The port, once it answers; null when it ends before that. */
  readonly ready: Promise<number | null>
}

function run(
  program: string,
  argv: readonly string[] = [],
  env: NodeJS.Dict<string> = {},
): Running {
  const child = spawn(process.execPath, [program, ...argv], {
    env: { KEYWARD_DATA: data, KEYWARD_PORT: '0', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  children.push(child)
  const written = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (written.out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (written.err += text))
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  const ready = new Promise<number | null>((resolve) => {
    if (child.stdout === null) throw new Error('no pipe to read from')
    createInterface(child.stdout).on('line', (line) => {
      const port = /^READY http:\/\/localhost:(\d+)$/.exec(line)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    void ended.then(() => resolve(null))
  })
  return { child, written, ended, ready }
}

/** Starts a server on the data folder and stops it, in this process. */
async function install(): Promise<void> {
  const parts = partsWith(() => answering(() => new Response()))
  await (await startServer(configFor(join(data, '..')), parts)).stop()
}

describe('the process', () => {
  test('says READY, is well, answers the protocol, and ends in order on SIGTERM', async () => {
    const env = { KEYWARD_METRICS: 'loopback', KEYWARD_LOG: 'debug' }
    const { child, written, ended, ready } = run(MAIN, [], env)
    const port = (await ready) ?? 0
    expect(await ask(port, '/healthz')).toMatchObject({ status: 200 })
    expect(await ask(port, '/readyz')).toMatchObject({ status: 200 })
    const info = await ask(port, '/v1/server', { 'keyward-protocol': '1' })
    expect(info.status).toBe(200)
    expect(JSON.parse(info.body)).toMatchObject({
      software: 'keyward',
      signUp: 'setup-code',
      origin: `http://localhost:${port}`,
      workspaceId: null,
    })
    const mark = 'hunter2hunter2'
    const headers = { 'keyward-protocol': '1', authorization: `DPoP ${mark}`, dpop: mark }
    for (const path of [`/${mark}`, `/v1/me?q=${mark}`, `/v1/changes?since=${mark}`]) {
      const { status } = await ask(port, path, headers)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
    const metrics = await ask(port, '/metrics', { host: `localhost:${port}` })
    expect(metrics.body).toContain('keyward_http_request_seconds_count{route="getServer"')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    const [code] = /(\w{5}-){3}\w{5}/.exec(written.out) ?? ['']
    expect(written.out).toBe(
      `Setup code: ${code} (it creates the first workspace, and is kept in ${join(data, 'secrets.json')})\nREADY http://localhost:${port}\n`,
    )
    const lines = written.err.trimEnd().split('\n')
    const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg)
    expect(messages.at(-1)).toBe('The server has stopped.')
    expect(written.err).not.toContain(code)
    expect(written.err).not.toContain(mark)
    // Nothing is left of the database but its one file, and of the signer's store neither.
    expect(readdirSync(data).toSorted()).toEqual([
      'installation.json',
      'keyward.sqlite',
      'secrets.json',
      'signer',
    ])
    expect(readdirSync(join(data, 'signer')).toSorted()).toEqual([
      'signer.sqlite',
      'signer.sqlite-journal',
    ])
    expect(statSync(join(data, 'signer', 'signer.sqlite-journal')).size).toBe(0)
    expect(modeOf(join(data, 'signer'))).toBe(0o700)
    const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name !== 'signer',
    )
    for (const name of files) expect(modeOf(join(data, name)), name).toBe(0o600)
  })

  test.each([
    ['keyward.sqlite', 'admin restore'],
    ['secrets.json', 'admin restore-secrets'],
  ])('without its %s refuses in one sentence', async (name, hint) => {
    await install()
    rmSync(join(data, name))
    const { written, ended } = run(MAIN)
    expect(await ended).toBe(1)
    expect(written.out).toBe('')
    expect(written.err).toMatch(/^The [^\n]+\.\n$/)
    expect(written.err).toContain(hint)
    expect(readdirSync(data)).not.toContain(name)
  })

  test('tells all mistakes in the settings and ends', async () => {
    const env = { KEYWARD_PORT: 'x', KEYWARD_SINGUP: 'open' }
    const { written, ended } = run(MAIN, [], env)
    expect(await ended).toBe(1)
    expect(written.err.trimEnd().split('\n')).toHaveLength(2)
  })

  test('starts again after kill -9', async () => {
    const first = run(MAIN)
    await first.ready
    first.child.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    const second = run(MAIN)
    expect(await ask((await second.ready) ?? 0, '/readyz')).toMatchObject({ status: 200 })
    second.child.kill('SIGINT')
    expect(await second.ended).toBe(0)
  })
})

describe('the admin commands as a program', () => {
  test('seal and open the secrets with a passphrase from standard input', async () => {
    await install()
    const file = join(data, '..', 'secrets.backup')
    const sealing = run(ADMIN, ['backup-secrets', file])
    sealing.child.stdin?.end('correct horse battery\n')
    expect(await sealing.ended).toBe(0)
    rmSync(join(data, 'secrets.json'))
    const opening = run(ADMIN, ['restore-secrets', file])
    opening.child.stdin?.end('correct horse battery\n')
    expect(await opening.ended).toBe(0)
    expect(opening.written.err).toBe('')
    await install()
  })

  test('refuse a mistyped line with exit code 2', async () => {
    const { written, ended } = run(ADMIN, ['bakcup'])
    expect(await ended).toBe(2)
    expect(written.err).toContain('backup-secrets')
  })
})
