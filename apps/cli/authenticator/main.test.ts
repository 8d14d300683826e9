import { describe, expect, test } from 'vitest'
import { keyward } from '../cases/keyward.ts'
import { errorOf, ruleOf } from '../cases/requests.ts'

const VERBS = ['create', 'get', 'list', 'import', 'export'] as const
const OPTIONS: Readonly<Record<(typeof VERBS)[number], readonly string[]>> = {
  create: [
    '--store',
    '--user-verification',
    '--ready-hash',
    '--seed',
    '--attestation-policy',
    '--device-bound',
  ],
  get: ['--store', '--user-verification', '--ready-hash', '--seed', '--credential-id'],
  list: ['--store', '--json'],
  import: ['--store'],
  export: ['--store', '--plaintext'],
}

describe('help', () => {
  test('the help of the authenticator names every command', async () => {
    const { out, code } = await keyward(['authenticator', '--help'])
    expect(code).toBe(0)
    for (const verb of VERBS) expect(out).toContain(`keyward authenticator ${verb}`)
  })

  test.each(VERBS)('the help of %s names every option and the exit codes', async (verb) => {
    const { out, code } = await keyward(['authenticator', verb, '--store', 'x', '--help'])
    expect(code).toBe(0)
    const named = out.match(/--[a-z-]+/g) ?? []
    expect(new Set(named)).toEqual(new Set([...OPTIONS[verb], '--help']))
    expect(out).toContain('Exit codes')
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })
})

describe('what was typed is checked before anything is read', () => {
  const store = ['--store', 'x.db']
  test.each([
    ['no verb', ['authenticator'], 'cli.command'],
    ['an unknown verb', ['authenticator', 'delete'], 'cli.command'],
    ['a name that every object has', ['authenticator', 'toString'], 'cli.command'],
    ['an unknown option', ['authenticator', 'create', ...store, '--fast'], 'cli.option'],
    [
      'an option of another command',
      ['authenticator', 'get', ...store, '--device-bound'],
      'cli.option',
    ],
    ['a value for a switch', ['authenticator', 'list', ...store, '--json=yes'], 'cli.option'],
    ['no value', ['authenticator', 'create', '--store'], 'cli.option'],
    ['one word too many', ['authenticator', 'create', ...store, 'more'], 'cli.option'],
    ['no store', ['authenticator', 'create'], 'cli.store'],
    ['an empty store', ['authenticator', 'get', '--store', ''], 'cli.store'],
    ['no store to list', ['authenticator', 'list'], 'cli.store'],
    ['no store to import to', ['authenticator', 'import'], 'cli.store'],
    ['no store to export', ['authenticator', 'export', '--plaintext'], 'cli.store'],
    [
      'an unknown verification',
      ['authenticator', 'get', ...store, '--user-verification', 'no'],
      'cli.option',
    ],
    [
      'an unknown policy',
      ['authenticator', 'create', ...store, '--attestation-policy', 'all'],
      'cli.option',
    ],
    [
      'a seed of 15 bytes',
      ['authenticator', 'create', ...store, '--seed', '00'.repeat(15)],
      'cli.option',
    ],
    [
      'a seed that is no hexadecimal',
      ['authenticator', 'get', ...store, '--seed', 'x'.repeat(32)],
      'cli.option',
    ],
    [
      'a bad credential ID',
      ['authenticator', 'get', ...store, '--credential-id', '+/'],
      'cli.option',
    ],
    [
      'an empty credential ID',
      ['authenticator', 'get', ...store, '--credential-id='],
      'cli.option',
    ],
    [
      'an export that is not said to be plain',
      ['authenticator', 'export', ...store],
      'cli.plaintext',
    ],
  ])('%s is an InputError', async (_, args, rule) => {
    const run = await keyward(args)
    expect(run).toMatchObject({ code: 1, err: '' })
    expect(errorOf(run)).toMatchObject({ name: 'InputError', rule })
    expect(errorOf(run).message).toMatch(/^["-]*[A-Z].*\.$|^--/)
  })

  test('a value that begins with a dash is told to go after =', async () => {
    const run = await keyward([
      'authenticator',
      'get',
      '--store',
      'x.db',
      '--credential-id',
      '-abc',
    ])
    expect(errorOf(run).message).toContain('--credential-id')
    expect(errorOf(run).message).toContain('after =')
  })

  test('[C39] a seed that was mistyped is not repeated', async () => {
    const seed = 'c0ffee'.repeat(8)
    for (const args of [[seed], [`--sed=${seed}`], ['--sed', seed], ['--seed', `${seed}x`]]) {
      const run = await keyward(['authenticator', 'create', '--store', 'x.db', ...args])
      expect(ruleOf(run)).toBe('cli.option')
      expect(run.out + run.err).not.toContain('c0ffee')
    }
  })
})
