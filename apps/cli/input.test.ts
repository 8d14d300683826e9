import { afterAll, describe, expect, test } from 'vitest'
import { keyward } from './cases/keyward.ts'
import { creation, errorOf, request, ruleOf } from './cases/requests.ts'
import { temporaryFolder } from './cases/temporary-folder.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const create = (input: string | Uint8Array | object, ...args: string[]) =>
  keyward(['authenticator', 'create', '--store', folder.file('passkeys.db'), ...args], input)

describe('standard input', () => {
  test.each([
    ['nothing', '', 'cli.stdin-empty'],
    ['no JSON', '{"options":', 'cli.stdin-json'],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'cli.stdin-json'],
    ['two values', '{} {}', 'cli.stdin-json'],
    ['a text', '"x"', 'cli.member'],
    ['a list', '[]', 'cli.member'],
    ['null', 'null', 'cli.member'],
    ['an object of the wrong depth', JSON.stringify(creation().options), 'cli.member'],
    ['options as text', { ...creation(), options: '{}' }, 'cli.member'],
    ['options as list', { ...creation(), options: [] }, 'cli.member'],
    ['no origin', { options: creation().options }, 'cli.member'],
    ['an origin that is no text', { ...creation(), origin: 5 }, 'cli.member'],
    ['a top origin that is no text', { ...creation(), topOrigin: true }, 'cli.member'],
    ['crossOrigin as text', { ...creation(), crossOrigin: 'true' }, 'cli.member'],
    [
      'a top origin of a frame of the same origin',
      { ...creation(), topOrigin: 'https://top.example', crossOrigin: false },
      'cli.member',
    ],
  ])('%s is refused', async (_, input, rule) => {
    const run = await create(input)
    expect(run.code).toBe(1)
    expect(errorOf(run)).toMatchObject({ name: 'InputError', rule })
  })

  test.each([
    ['a missing challenge', creation({ challenge: undefined }), 'options.missing'],
    ['a challenge that is not base64url', creation({ challenge: '!' }), 'options.encoding'],
    [
      'a user handle of 65 bytes',
      creation({ user: { id: 'A'.repeat(88), name: 'a', displayName: '' } }),
      'options.user-id-length',
    ],
    ['an origin that is none', { ...creation(), origin: 'perch' }, 'origin.malformed'],
    [
      'a public suffix',
      { ...creation({ rp: { id: 'com', name: '' } }), origin: 'https://a.com' },
      'rp-id.public-suffix',
    ],
  ])('%s is refused with the rule of the ceremony', async (_, input, rule) => {
    const run = await create(input)
    expect(run.code).toBe(1)
    expect(ruleOf(run)).toBe(rule)
  })

  test('1 MiB is taken, and one byte more is not', async () => {
    const json = JSON.stringify(creation())
    const padded = (length: number) => json + ' '.repeat(length - Buffer.byteLength(json))
    expect(await create(padded(1024 * 1024))).toMatchObject({ code: 0 })
    expect(ruleOf(await create(padded(1024 * 1024 + 1)))).toBe('cli.stdin-too-large')
  })

  test('a byte order mark and members that nobody knows do no harm', async () => {
    const run = await create(`\ufeff${JSON.stringify({ ...creation(), more: [1] })}`)
    expect(run.code).toBe(0)
  })

  test('somebody who types is told what is waited for', async () => {
    const args = ['authenticator', 'get', '--store', folder.file('passkeys.db')]
    const run = await keyward(args, request(), { stdinIsTty: true })
    expect(run.err).toContain('Ctrl-D')
  })

  test('[C39] JSON that can not be read is not repeated', async () => {
    const run = await create('{"key":"c2VjcmV0c2VjcmV0", oops}')
    expect(ruleOf(run)).toBe('cli.stdin-json')
    expect(run.out + run.err).not.toContain('c2VjcmV0')
  })
})

describe('--ready-hash', () => {
  const clientDataHash = 'A'.repeat(43)
  test.each([
    ['no hash', { clientDataHash: undefined }],
    ['a hash of 31 bytes', { clientDataHash: 'A'.repeat(42) }],
    ['a hash that is not base64url', { clientDataHash: '+'.repeat(43) }],
    ['a hash that is no text', { clientDataHash: 32 }],
  ])('%s is refused', async (_, members) => {
    const { options } = creation()
    const run = await create({ options, ...members }, '--ready-hash')
    expect(errorOf(run)).toMatchObject({ name: 'InputError', rule: 'cli.member' })
  })

  test('the options have to name the RP ID', async () => {
    const { options } = creation({ rp: { name: 'Perch' } })
    const run = await create({ options, clientDataHash }, '--ready-hash')
    expect(ruleOf(run)).toBe('origin.no-rp-id')
  })

  test('[C76] no origin is needed, and the client data is a placeholder', async () => {
    const { options } = creation()
    const run = await create({ options, clientDataHash }, '--ready-hash')
    const { response } = JSON.parse(run.out) as { response: { clientDataJSON: string } }
    expect(Buffer.from(response.clientDataJSON, 'base64url').toString()).toBe('{}')
  })
})
