import { readFileSync, writeFileSync } from 'node:fs'
import { type Agent, openAgent } from '@keyward/agent'
import { answerPasskeys } from '@keyward/agent/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, launchBrowser } from '../browser.ts'
import { password, signOut } from '../perch-steps.ts'
import { runPerch, type TestPerch } from '../perch.ts'
import { runServer, type TestServer } from '../server/cases/server.ts'
import { agentProcess } from './agent-process.ts'
import { foundInMemory } from './memory.ts'
import { perchSession } from './perch-session.ts'
import { privateKeys } from './private-keys.ts'
import { type Terminal, terminalIn } from './terminal.ts'

const ALGORITHMS = { es256: -7, eddsa: -8, rs256: -257 } as const
const NAMES = Object.keys(ALGORITHMS) as (keyof typeof ALGORITHMS)[]
/** Whole programs start one after the other, each with a passphrase to stretch. */
const SLOW = 300_000
const PASSPHRASE = 'ochre gravel tandem wistful plinth cobalt'

let server: TestServer
let perch: TestPerch
let ana: Terminal
let agent: Agent | undefined
let browser: Browser | undefined
let page: Page
let place: Place
const refused: unknown[] = []

beforeAll(async () => {
  ;[server, perch] = await Promise.all([runServer(), runPerch()])
  ana = terminalIn(server.folder.path, 'ana')
  const first = ['--owner-name', 'Ana', '--address', 'ana', '--passphrase-stdin']
  await ana.json(['workspace', 'create', 'Acme', '--server', server.origin, ...first], {
    input: `${PASSPHRASE}\n`,
  })
  for (const name of NAMES) await register(name)
}, SLOW)
afterAll(async () => {
  await agent?.close()
  await browser?.close()
  await ana.run(['lock'])
  await perch.close()
  await server.close()
})

/** An account at Perch with a passkey of Ana's in Keyward. */
async function register(name: keyof typeof ALGORITHMS): Promise<void> {
  const session = perchSession(perch.url)
  await session.post('sign-up', { username: name, password })
  const settings = { algorithms: [ALGORITHMS[name]] }
  const asked = await session.post('registration/options', { settings })
  const made = await answered(['create', '--new', '--app', 'Perch', '--username', name], asked)
  await session.post('registration/verify', made)
}

/** Ana answers a request of Perch. She is verified by her passphrase, however long all this takes. */
function answered(verb: readonly string[], request: object): Promise<Record<string, unknown>> {
  const file = server.folder.file('request.json')
  writeFileSync(file, JSON.stringify(request))
  const args = ['passkey', ...verb, '--request', file, '--passphrase-stdin']
  return ana.json(args, { input: `${PASSPHRASE}\n` })
}

interface Place {
  readonly folder: string
  readonly secret: string
}

/** Ana creates an agent for all three accounts; it logs in on "its" machine. */
async function makeAgent(): Promise<Place> {
  const folder = server.folder.file('agent')
  const secretFile = server.folder.file('agent-secret')
  const at = ['--state', folder, '--secret-file', secretFile, '--beside-signer']
  const machine = terminalIn(server.folder.path, 'machine')
  let login: Promise<unknown> | undefined
  const accounts = NAMES.flatMap((name) => ['--account', name])
  const created = await ana.json(['agent', 'create', 'Checks', ...accounts, '--wait', '3'], {
    onErr(text) {
      const link = /^Link: (\S+)/m.exec(text)?.[1]
      if (link === undefined) return
      const args = ['agent', 'login', '--link', '-', '--name', 'Checks', '--wait', '3']
      login = machine.json([...args, ...at], { input: `${link}\n` })
    },
  })
  await login
  expect(created).toMatchObject({ name: 'Checks', isReady: true })
  return { folder, secret: readFileSync(secretFile, 'utf8').trim() }
}

test(
  'an agent is created for accounts, logs in on its machine, and is ready',
  async () => {
    place = await makeAgent()
    expect(place.secret).toMatch(/^keyward_agent_/)
  },
  SLOW,
)

test('the memory of an agent’s process has no key, after sign-ins with each', async () => {
  const sessions = NAMES.map(() => perchSession(perch.url))
  const asked = NAMES.map((username, at) =>
    sessions[at]?.post('authentication/options', { username }),
  )
  const running = agentProcess({ ...place, requests: await Promise.all(asked) })
  try {
    for (const [at, answer] of (await running.answers).entries())
      await sessions[at]?.post('authentication/verify', answer)
    const keys = await privateKeys(ana, server.folder.file('keys.json'), PASSPHRASE)
    expect(Object.keys(keys)).toHaveLength(4 * (1 + 1 + 3))
    const control = { secret: Buffer.from(place.secret) }
    const found = foundInMemory(running.pid, { ...keys, ...control })
    expect([...found]).toEqual(['secret'])
  } finally {
    await running.end()
  }
})

test('a browser is given to the agent', async () => {
  const opened = await openAgent({ ...place, besideSigner: true })
  agent = opened
  expect(opened.name).toBe('Checks')
  browser = await launchBrowser()
  const { context } = browser
  await answerPasskeys(context, opened, {
    reason: 'Checks that Perch still works.',
    onRefused: (error) => void refused.push(error),
  })
  page = await context.newPage()
  page.setDefaultTimeout(30_000)
})

async function signIn(username: string): Promise<void> {
  await page.goto(`${perch.url}/sign-in`)
  await page.getByLabel('Username').fill(username)
  await page.getByRole('button', { name: 'Use passkey' }).click()
}

test.each(NAMES)('an agent signs in to Perch in a browser by co-signing (%s)', async (name) => {
  await signIn(name)
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  await page.goto(`${perch.url}/verified`)
  await page.getByText('Sign-in verified').waitFor()
  expect(refused).toEqual([])
  await page.goto(perch.url)
  if (name !== NAMES.at(-1)) await signOut(page)
})

test('what the agent is taken away it loses at once, and what is open at Perch stays', async () => {
  for (const name of NAMES) await ana.json(['accounts', 'unshare', name, 'Checks'])
  // Perch knows nothing of Keyward: whoever is signed in there stays so.
  await page.goto(perch.url)
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  await signOut(page)
  await signIn('es256')
  await page.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
  expect(refused).toHaveLength(1)
})

test.each(NAMES)(
  'the owner signs in as before, and nothing was enrolled again (%s)',
  async (name) => {
    const session = perchSession(perch.url)
    const asked = await session.post('authentication/options', { username: name })
    const answer = await answered(['get'], asked)
    expect(await session.post('authentication/verify', answer)).toMatchObject({
      user: { username: name },
    })
  },
)
