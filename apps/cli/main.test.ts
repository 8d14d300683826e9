import { describe, expect, test } from 'vitest'
import { keyward } from './cases/keyward.ts'
import { errorOf } from './cases/requests.ts'
import { GROUPS } from './commands/groups.ts'
import { EXIT_CODES } from './exit.ts'
import type { Command } from './frame/command.ts'

const commands: readonly Command[] = (await Promise.all(GROUPS.map((group) => group.load()))).flat()
const named = commands.map((command) => [command.path.join(' '), command] as const)

describe('help', () => {
  test.each([['--help'], ['-h']])('%s names every command and exit code', async (option) => {
    const run = await keyward([option])
    expect(run).toMatchObject({ code: 0, err: '' })
    for (const { name } of GROUPS) expect(run.out).toContain(`\n  ${name} `)
    expect(run.out).toContain('\n  authenticator ')
    for (const { code, meaning } of EXIT_CODES)
      expect(run.out).toMatch(`${code}`.padEnd(4) + meaning)
  })

  test.each(GROUPS.filter(({ name }) => commands.some(({ path }) => path[0] === name && path[1])))(
    'of the group $name names its commands',
    async ({ name }) => {
      const { out, code } = await keyward([name, '--help'])
      expect(code).toBe(0)
      const own = commands.filter(({ path }) => path[0] === name)
      for (const { path } of own) expect(out).toContain(`keyward ${path.join(' ')}`)
    },
  )

  test.each(named)('of %s names its operands, options and the exit codes', async (_, command) => {
    const { out, code } = await keyward([...command.path, '--help'])
    expect(code).toBe(0)
    expect(out).toContain('Exit codes')
    for (const { name } of command.operands) expect(out).toContain(name)
    for (const name of Object.keys(command.options)) expect(out).toContain(`--${name}`)
    expect(out).toContain('--json')
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  test('--version shows the version alone', async () => {
    expect((await keyward(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('a wrong command line', () => {
  test.each([
    ['nothing', [], 'cli.command'],
    ['an unknown command', ['vault'], 'cli.command'],
    ['a name that every object has', ['toString'], 'cli.command'],
    ['no command of a group', ['accounts'], 'cli.command'],
    ['an unknown command of a group', ['accounts', 'frob'], 'cli.command'],
    ['an unknown option', ['accounts', 'list', '--fast'], 'cli.option'],
    ['no value', ['accounts', 'list', '--limit'], 'cli.option'],
    ['a value for a switch', ['accounts', 'list', '--deleted=yes'], 'cli.option'],
    ['a missing operand', ['accounts', 'show'], 'cli.operand'],
    ['a missing repeated operand', ['collections', 'add', 'Night'], 'cli.operand'],
    ['a word too many', ['status', 'now'], 'cli.operand'],
    ['a limit that is no number', ['accounts', 'list', '--limit', 'all'], 'cli.option'],
    ['a role that can not be given', ['members', 'invite', '--role', 'owner'], 'cli.option'],
    [
      'an account role that there is not',
      ['accounts', 'share', 'a', 'b', '--role', 'guest'],
      'cli.option',
    ],
    ['limits for an Owner', ['accounts', 'share', 'a', 'b', '--approval'], 'cli.option'],
    ['an unknown policy', ['policy', 'set', 'colour', 'blue'], 'cli.operand'],
    [
      'a value that a policy can not have',
      ['policy', 'set', 'lockAfterMinutes', '0'],
      'cli.operand',
    ],
    ['no server to sign in to', ['login', '--address', 'alice'], 'cli.option'],
    ['a server that is no URL', ['login', '--server', 'here', '--address', 'a'], 'cli.option'],
    ['plaintext that is not said', ['export', 'x', '--format', 'cxf'], 'cli.plaintext'],
    [
      'a request and a passphrase on one input',
      ['passkey', 'get', '--passphrase-stdin'],
      'cli.option',
    ],
  ])('%s is told, with exit code 2', async (_, args, rule) => {
    const run = await keyward([...args, '--json'])
    expect(run).toMatchObject({ code: 2, err: '' })
    expect(errorOf(run)).toMatchObject({ rule })
    const told = await keyward(args)
    expect(told).toMatchObject({ code: 2, out: '' })
    expect(told.err).toMatch(/^["-]*[A-Z].*\.\n$|^--.*\n$/)
  })

  test.each([
    [['acounts', 'list'], 'keyward accounts?'],
    [['accounts', 'lsit'], 'keyward accounts list?'],
    [['memebrs'], 'keyward members?'],
    [['accounts', 'list', '--delted'], '--deleted?'],
    [['policy', 'set', 'uniqueUsernames', 'x'], 'uniqueUsername?'],
  ])('%j suggests the nearest', async (args, meant) => {
    expect((await keyward(args)).err).toContain(`Did you mean ${meant}`)
  })

  test('what was typed is not repeated: it may be a secret in the wrong place', async () => {
    const secret = 'hunter2hunter2'
    for (const args of [
      [secret],
      ['accounts', secret],
      ['accounts', 'list', 'x', secret],
      ['accounts', 'create', 'x', `--passwort=${secret}`],
    ]) {
      const run = await keyward(args)
      expect(run.out + run.err).not.toContain(secret)
    }
  })
})

test('no command takes a passphrase as an argument', () => {
  const options = named.flatMap(([, { options: own }]) => Object.entries(own))
  const secret = options.filter(([name]) => /pass|secret|pin/.test(name))
  expect(secret.length).toBeGreaterThan(0)
  // The name of a file that has one is none.
  const files = secret.filter(([, option]) => option.kind === 'text' && option.value === 'FILE')
  expect(files.every(([name]) => name.endsWith('-file'))).toBe(true)
  const switches = secret.filter(([, { kind }]) => kind === 'switch')
  expect(switches.length + files.length).toBe(secret.length)
})
