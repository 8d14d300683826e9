import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '@keyward/tools/setup/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { password } from '../perch-steps.ts'
import { runPerch, type TestPerch } from '../perch.ts'
import { runServer, type TestServer } from '../server/cases/server.ts'
import { perchSession } from './perch-session.ts'
import { type Terminal, terminalIn } from './terminal.ts'

/** The example of docs/agents.md is played as it stands there: every line of code is read from it. */

const PASSPHRASE = 'ochre gravel tandem wistful plinth cobalt'

let server: TestServer
let perch: TestPerch
let ana: Terminal

beforeAll(async () => {
  ;[server, perch] = await Promise.all([runServer(), runPerch()])
  ana = terminalIn(server.folder.path, 'ana')
  const first = ['--owner-name', 'Ana', '--address', 'ana', '--passphrase-stdin']
  await ana.json(['workspace', 'create', 'Acme', '--server', server.origin, ...first], {
    input: `${PASSPHRASE}\n`,
  })
  await register('studio')
}, 300_000)
afterAll(async () => {
  await ana.run(['lock'])
  await perch.close()
  await server.close()
})

/** An account named Perch, with a passkey there. */
async function register(username: string): Promise<void> {
  const session = perchSession(perch.url)
  await session.post('sign-up', { username, password })
  const asked = await session.post('registration/options', { settings: {} })
  const file = server.folder.file('request.json')
  writeFileSync(file, JSON.stringify(asked))
  const args = ['--new', '--app', 'Perch', '--username', username, '--request', file]
  const made = await ana.json(['passkey', 'create', ...args, '--passphrase-stdin'], {
    input: `${PASSPHRASE}\n`,
  })
  await session.post('registration/verify', made)
}

/** The blocks of code of a section, by their language, in order. */
function blocksOf(file: string, heading: string): readonly { language: string; code: string }[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`))
  if (section === undefined) throw new Error(`${file} has no section "${heading}".`)
  return Array.from(
    section.matchAll(/^```(\w+)\n(.*?)^```$/gms),
    ([, language = '', code = '']) => ({
      language,
      code,
    }),
  )
}

/** The folder of the project, to be written into: everything that the example finds there is there. */
function projectFolder(): string {
  const folder = server.folder.file('project')
  mkdirSync(folder)
  for (const name of ['package.json', 'node_modules'])
    symlinkSync(join(ROOT, name), join(folder, name))
  return folder
}

interface Played {
  readonly child: ChildProcess
  /** All that it wrote, once it has ended. Rejects when it did not end with 0. */
  readonly done: Promise<string>
}

/** A person types a block into a terminal. */
function play(
  code: string,
  cwd: string,
  env: NodeJS.Dict<string>,
  heard?: (text: string) => void,
): Played {
  const child = spawn('sh', ['-c', code], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: server.folder.path, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text
      heard?.(written)
    })
  const done = once(child, 'close').then(([exit]) => {
    if (exit !== 0) throw new Error(`This ended with ${exit}:\n${code}\n${written}`)
    return written
  })
  return { child, done }
}

test('the documented example signs in to Perch as it stands there', async () => {
  const blocks = blocksOf('docs/agents.md', 'In a browser with Playwright')
  expect(blocks.map(({ language }) => language)).toEqual(['js', 'sh', 'sh'])
  const [script, create, run] = blocks.map(({ code }) => code) as [string, string, string]
  const folder = projectFolder()
  writeFileSync(join(folder, 'check-perch.js'), script)

  const agent = play(run, folder, {
    PERCH: `${perch.url}/sign-in`,
    KEYWARD_CHROMIUM: process.env['KEYWARD_CHROMIUM'],
  })
  const owner = play(create, folder, { KEYWARD_HOME: server.folder.file('ana') }, (text) => {
    const link = /^Link: (\S+)$/m.exec(text)?.[1]
    if (link !== undefined) agent.child.stdin?.end(`${link}\n`)
  })
  expect(await owner.done).toContain('It can sign in.')
  expect(await agent.done).toMatch(/^Signed in\.$/m)

  const { entries } = await ana.json(['activity', 'list', '--member', 'Checks'])
  expect(JSON.stringify(entries)).toContain('passkey-co-signed')
})
