import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { expectRefusal } from './cases/refusal.ts'
import { temporaryFolders } from './cases/temporary-folder.ts'
import { TEST_CERT, TEST_KEY } from './cases/tls.ts'
import { originOf, readConfig } from './read.ts'
import { SETTINGS } from './settings.ts'

const temporaryFolder = temporaryFolders()

function file(name: string, text: string): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return path
}

const tlsFiles = () => ({
  KEYWARD_TLS_CERT: file('cert.pem', TEST_CERT),
  KEYWARD_TLS_KEY: file('key.pem', TEST_KEY),
})
const PUBLIC = { KEYWARD_HOST: '0.0.0.0', KEYWARD_ORIGIN: 'https://keyward.example' }
const PROXIED = { ...PUBLIC, KEYWARD_TRUST_PROXY: 'yes' }

const mistakesOf = (env: Record<string, string>): Promise<string> =>
  expectRefusal(() => readConfig(env), 'config.mistakes')

describe('configuration', () => {
  test('without variables the server is for this machine and asks for a setup code', () => {
    const config = readConfig({ PATH: '/bin', KEYWARD_LONG: '1' })
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8700,
      takeNextPort: false,
      origin: null,
      rpId: 'localhost',
      extensionId: 'foockifjjjaaibpcmnbocegnfamibjmf',
      signUp: 'setup-code',
      trustProxy: false,
      tls: null,
      mail: null,
      logLevel: 'info',
      metrics: null,
    })
    expect(originOf(config, 8701)).toBe('http://localhost:8701')
    expect(config.places.database).toMatch(/data\/server\/keyward\.sqlite$/)
    expect(config.places.secrets).toMatch(/data\/server\/secrets\.json$/)
  })

  test('operators are named by their addresses, and else nobody is', () => {
    expect(readConfig({}).operators).toBeNull()
    const env = { KEYWARD_OPERATORS: 'olga@harbour.example, sam@harbour.example,' }
    expect(readConfig(env).operators).toEqual(['olga@harbour.example', 'sam@harbour.example'])
  })

  test('an empty variable is as good as none', () => {
    const env = Object.fromEntries(SETTINGS.map(({ name }) => [name, '']))
    expect(readConfig(env)).toEqual(readConfig({}))
  })

  test('a public server has its origin, and TLS by files or by a proxy', () => {
    expect(readConfig(PROXIED)).toMatchObject({ rpId: 'keyward.example', trustProxy: true })
    const config = readConfig({ ...PUBLIC, ...tlsFiles(), KEYWARD_PORT: '443' })
    expect(originOf(config, 443)).toBe('https://keyward.example')
    expect(config.tls?.cert).toBe(TEST_CERT)
    expect(config.tls?.key.reveal()).toBe(TEST_KEY)
  })

  test('with a certificate, localhost is https', () => {
    expect(originOf(readConfig(tlsFiles()), 8700)).toBe('https://localhost:8700')
  })

  test('the RP ID may be a domain above the origin', () => {
    const env = { ...PROXIED, KEYWARD_ORIGIN: 'https://vault.acme.example' }
    expect(readConfig({ ...env, KEYWARD_RP_ID: 'acme.example' }).rpId).toBe('acme.example')
  })

  test('open sign-up needs to be said twice where others reach the server', async () => {
    expect(readConfig({ KEYWARD_SIGNUP: 'open' }).signUp).toBe('open')
    const env = { ...PROXIED, KEYWARD_SIGNUP: 'open' }
    expect(await mistakesOf(env)).toContain('KEYWARD_SIGNUP_OPEN_ANYWHERE=yes')
    // A proxy in front makes a loopback address public.
    expect(await mistakesOf({ ...env, KEYWARD_HOST: '127.0.0.1' })).toContain('ANYWHERE')
    expect(readConfig({ ...env, KEYWARD_SIGNUP_OPEN_ANYWHERE: 'yes' }).signUp).toBe('open')
  })

  test.each([
    [{ KEYWARD_PORT: '70000' }, 'KEYWARD_PORT is'],
    [{ KEYWARD_PORT: '80a' }, 'KEYWARD_PORT is'],
    [{ KEYWARD_PORT: '-1' }, 'KEYWARD_PORT is'],
    [{ KEYWARD_PORT_NEXT: 'true' }, 'KEYWARD_PORT_NEXT is one of'],
    [{ KEYWARD_HOST: 'http://here' }, 'KEYWARD_HOST is'],
    [{ KEYWARD_HOST: '0.0.0.0' }, 'KEYWARD_ORIGIN is needed'],
    [{ ...PUBLIC }, 'Something has to do TLS'],
    [{ KEYWARD_ORIGIN: 'https://keyward.example' }, 'Something has to do TLS'],
    [{ KEYWARD_ORIGIN: 'keyward.example' }, 'KEYWARD_ORIGIN is'],
    [{ KEYWARD_ORIGIN: 'https://keyward.example/' }, 'KEYWARD_ORIGIN is'],
    [{ KEYWARD_ORIGIN: 'ftp://keyward.example' }, 'KEYWARD_ORIGIN is'],
    [{ KEYWARD_ORIGIN: 'http://keyward.example' }, 'KEYWARD_ORIGIN has to be https'],
    [{ KEYWARD_ORIGIN: 'https://192.0.2.1' }, 'KEYWARD_ORIGIN needs a host name'],
    [{ KEYWARD_ORIGIN: 'http://[::1]:8700' }, 'KEYWARD_ORIGIN needs a host name'],
    [{ ...PROXIED, KEYWARD_RP_ID: 'ward.example' }, 'KEYWARD_RP_ID is'],
    [{ ...PROXIED, KEYWARD_RP_ID: 'example' }, 'KEYWARD_RP_ID is'],
    [{ ...PROXIED, KEYWARD_RP_ID: 'Keyward.example' }, 'KEYWARD_RP_ID is'],
    [{ KEYWARD_RP_ID: 'keyward.example' }, 'KEYWARD_RP_ID is localhost'],
    [{ KEYWARD_EXTENSION: 'keyward' }, 'KEYWARD_EXTENSION is an ID'],
    [{ KEYWARD_EXTENSION: `${'a'.repeat(31)}q` }, 'KEYWARD_EXTENSION is an ID'],
    [{ KEYWARD_SIGNUP: 'closed' }, 'KEYWARD_SIGNUP is one of'],
    [{ KEYWARD_TRUST_PROXY: '1' }, 'KEYWARD_TRUST_PROXY is one of'],
    [{ KEYWARD_TLS_CERT: '/nowhere/cert.pem' }, 'are set together'],
    [{ KEYWARD_SMTP_URL: 'smtp://mail.example' }, 'are set together'],
    [{ KEYWARD_SMTP_FROM: 'keyward@acme.example' }, 'are set together'],
    [{ KEYWARD_LOG: 'verbose' }, 'KEYWARD_LOG is one of'],
    [{ KEYWARD_METRICS: 'on' }, 'KEYWARD_METRICS is'],
    [{ KEYWARD_METRICS: '/nowhere/token' }, 'names /nowhere/token,'],
    [{ KEYWARD_DIRECTORY_URL: 'http://list.example/apps.json' }, 'KEYWARD_DIRECTORY_URL is'],
    [{ KEYWARD_DIRECTORY_URL: 'https://u:p@list.example/' }, 'KEYWARD_DIRECTORY_URL is'],
    [{ KEYWARD_PROT: '80' }, 'KEYWARD_PROT is no setting'],
  ])('%j is refused in one sentence', async (env, beginning) => {
    const message = await mistakesOf(env as Record<string, string>)
    expect(message).toContain(beginning)
    expect(message.split('\n')).toHaveLength(1)
  })

  test('all mistakes are told at once, each on its line', async () => {
    const message = await mistakesOf({
      KEYWARD_PROT: '80',
      KEYWARD_PORT: 'http',
      KEYWARD_LOG: 'loud',
      KEYWARD_SMTP_URL: 'x',
    })
    expect(message.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'KEYWARD_PROT',
      'KEYWARD_PORT',
      'KEYWARD_SMTP_URL',
      'KEYWARD_LOG',
    ])
  })

  test('a certificate that is none, or has another key, is refused', async () => {
    const files = tlsFiles()
    const none = { ...files, KEYWARD_TLS_CERT: file('cert.pem', 'none') }
    expect(await mistakesOf(none)).toContain('do not fit')
    const missing = await mistakesOf({ ...files, KEYWARD_TLS_KEY: '/nowhere/key.pem' })
    expect(missing).toContain('names /nowhere/key.pem,')
    const other = { ...files, KEYWARD_TLS_KEY: file('key.pem', TEST_CERT) }
    expect(await mistakesOf(other)).toContain('do not fit')
  })

  test('a metrics token is one long word', async () => {
    const path = file('token', ' 0123456789abcdef\n')
    const { metrics } = readConfig({ KEYWARD_METRICS: path })
    expect(metrics !== null && metrics !== 'loopback' && metrics.reveal()).toBe('0123456789abcdef')
    for (const text of ['', 'short', 'two words of some length']) {
      const message = await mistakesOf({ KEYWARD_METRICS: file('token', text) })
      expect(message).toContain('at least 16 characters')
    }
  })

  test('secrets of the configuration print in no way, and stand in no mistake', async () => {
    const url = 'smtps://user:hunter2hunter2@mail.example'
    const mail = { KEYWARD_SMTP_URL: url, KEYWARD_SMTP_FROM: 'keyward@acme.example' }
    const token = { KEYWARD_METRICS: file('token', 'hunter2hunter2hunter2') }
    const config = readConfig({ ...mail, ...token, ...tlsFiles() })
    expect(config.mail?.url.reveal()).toBe(url)
    const shown = [JSON.stringify(config), inspect(config, { depth: 9 }), `${config.mail?.url}`]
    expect(shown.join()).not.toMatch(/hunter2|PRIVATE KEY/)
    const wrong = ['hunter2', 'http://hunter2', 'smtp://u:hunter2%zz@mail.example', 'smtp://']
    for (const each of wrong) {
      const message = await mistakesOf({ ...mail, KEYWARD_SMTP_URL: each })
      expect(message).toContain('KEYWARD_SMTP_URL is like')
      expect(message).not.toContain('hunter2')
    }
    expect(await mistakesOf({ ...mail, KEYWARD_SMTP_FROM: 'Keyward <k@x.y>' })).toContain('bare')
    const origin = 'https://user:hunter2@keyward.example'
    expect(await mistakesOf({ KEYWARD_ORIGIN: origin })).not.toContain('hunter2')
  })

  test('the table tells of every setting once', () => {
    const names = SETTINGS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { meaning } of SETTINGS) expect(meaning).toMatch(/^[A-Z][^]*\.$/)
  })
})
