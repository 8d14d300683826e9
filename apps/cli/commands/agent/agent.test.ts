import { readFileSync, statSync } from 'node:fs'
import { AgentError, joinAsAgent, openAgent } from '@keyward/agent'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acme, acme } from '../../cases/acme.ts'
import { keyward } from '../../cases/keyward.ts'
import { request, ruleOf } from '../../cases/requests.ts'

let scene: Acme
let state: string
let secretFile: string

beforeAll(async () => {
  scene = await acme()
  state = scene.folder.file('agent')
  secretFile = scene.folder.file('agent-secret')
})
afterAll(() => scene.end())

const run = (args: readonly string[], input: string | object = '', env = {}) =>
  keyward(['agent', ...args, '--json'], input, { env })
const linkOf = async (...options: string[]): Promise<string> =>
  (await scene.alice.json(['members', 'invite', ...options]))['link']
const SIGN_IN = ['sign-in', '--reason', 'Nightly report', '--beside-signer']

describe('an agent logs in', () => {
  test('by an invitation for agents alone', async () => {
    const link = await linkOf()
    const args = ['login', '--link', '-', '--name', 'Bot', '--state', scene.folder.file('person')]
    expect(ruleOf(await run(args, `${link}\n`))).toBe('agent.not-agent')
  })

  test('not on the machine of the server, unless that is said', async () => {
    const link = await linkOf('--agent', '--role', 'login-only')
    const args = ['login', '--link', '-', '--name', 'Bot', '--state', scene.folder.file('beside')]
    expect(ruleOf(await run(args, `${link}\n`))).toBe('agent.beside-signer')
  })

  test('with a new secret in a file of its owner’s, and waits for its admission', async () => {
    const link = await linkOf('--agent', '--role', 'login-only')
    const args = ['login', '--link', '-', '--name', 'Bot', '--beside-signer', '--wait', '1']
    const more = ['--state', state, '--secret-file', secretFile]
    const waiting = run([...args, ...more], `${link}\n`)
    await expect
      .poll(async () => (await scene.alice.run(['members', 'admit', 'Bot'])).code, {
        timeout: 30_000,
        interval: 500,
      })
      .toBe(0)
    const done = await waiting
    expect(JSON.parse(done.out)).toMatchObject({ name: 'Bot', isAdmitted: true, secretFile })
    const secret = readFileSync(secretFile, 'utf8')
    expect(secret).toMatch(/^keyward_agent_[\w-]{43}\n$/)
    expect(statSync(secretFile).mode & 0o777).toBe(0o600)
    expect(statSync(state).mode & 0o777).toBe(0o700)
    expect(done.out + done.err).not.toContain(secret.trim())
    const { members } = await scene.alice.json(['members', 'list'])
    expect(members).toContainEqual(
      expect.objectContaining({ name: 'Bot', kind: 'agent', role: 'login-only' }),
    )
  })

  test('not over another agent, nor over a file that is there', async () => {
    const link = await linkOf('--agent', '--role', 'login-only')
    const args = ['login', '--link', '-', '--name', 'Bot', '--beside-signer', '--state', state]
    expect(ruleOf(await run(args, `${link}\n`))).toBe('session.exists')
    const there = [...args, '--secret-file', secretFile]
    expect(ruleOf(await run(there, `${link}\n`))).toBe('cli.file')
  })

  test.each([
    [['login', '--link', '-', '--name', 'Bot']],
    [['login', '--link', '-', '--state', 'x']],
    [['login', '--name', 'Bot', '--state', 'x']],
    [['login', '--link', '-', '--name', 'Bot', '--state', 'x', '--wait', '1']],
    [['login', '--link', '-', '--name', 'Bot', '--state', 'x', '--wait', '0']],
    [['sign-in', '--state', 'x']],
    [['sign-in', '--state', 'x', '--reason', 'why']],
  ])('what is missing is said before anything is made: %j', async (args) => {
    expect(ruleOf(await run(args))).toBe('cli.option')
  })
})

describe('an agent signs in', () => {
  test('with its secret alone', async () => {
    const env = { KEYWARD_AGENT_STATE: state, KEYWARD_AGENT_SECRET: 'keyward_agent_wrong' }
    expect(ruleOf(await run(SIGN_IN, request(), env))).toBe('agent.secret')
    const nowhere = ['--state', scene.folder.file('nowhere')]
    expect(ruleOf(await run([...SIGN_IN, ...nowhere], request(), env))).toBe('agent.no-state')
  })

  test('not as a person', async () => {
    const { home, passphrase } = scene.alice
    const place = { folder: home, secret: passphrase, besideSigner: true }
    await expect(openAgent(place)).rejects.toMatchObject({ rule: 'agent.not-agent' })
  })

  test('not on the machine of the server, unless that is said', async () => {
    const place = { folder: state, secret: readFileSync(secretFile, 'utf8').trim() }
    await expect(openAgent(place)).rejects.toMatchObject({ rule: 'agent.beside-signer' })
  })

  test('not before it is admitted', async () => {
    const folder = scene.folder.file('waiting')
    const link = await linkOf('--agent', '--role', 'login-only')
    const joined = await joinAsAgent({ link, folder, name: 'Waits', besideSigner: true })
    expect(await joined.admitted(AbortSignal.timeout(100))).toBe(false)
    await joined.close()
    const place = { folder, secret: joined.secret.reveal(), besideSigner: true }
    await expect(openAgent(place)).rejects.toMatchObject({ rule: 'agent.not-admitted' })
    expect(JSON.stringify(joined)).not.toContain(place.secret)
  })

  test('with a reason', async () => {
    const secret = readFileSync(secretFile, 'utf8').trim()
    const agent = await openAgent({ folder: state, secret, besideSigner: true })
    for (const reason of ['', '  ', 'x'.repeat(201)])
      await expect(agent.signIn({}, { origin: 'http://localhost', reason })).rejects.toThrow(
        AgentError,
      )
    expect(agent).toMatchObject({ name: 'Bot', origin: scene.server.origin })
    await agent.close()
  })

  test('with nothing that it was not granted', async () => {
    const args = [...SIGN_IN, '--state', state, '--secret-file', secretFile]
    const refused = await run(args, request())
    expect(refused.code).toBe(1)
    expect(ruleOf(refused)).toBe('ceremony.no-credential')
  })
})
