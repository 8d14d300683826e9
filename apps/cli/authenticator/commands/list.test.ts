import { afterAll, expect, test } from 'vitest'
import { keyward } from '../../cases/keyward.ts'
import { creation } from '../../cases/requests.ts'
import { temporaryFolder } from '../../cases/temporary-folder.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const create = (store: string, input: object) =>
  keyward(['authenticator', 'create', '--store', folder.file(store)], input)
const list = (store: string, stdoutIsTty: boolean, ...args: string[]) =>
  keyward(['authenticator', 'list', '--store', folder.file(store), ...args], '', { stdoutIsTty })

test('list is JSON for a program, with --json for a person, and holds no secrets', async () => {
  const { id } = JSON.parse((await create('a', creation())).out) as { id: string }
  const forProgram = await list('a', false)
  expect(JSON.parse(forProgram.out)).toEqual({
    passkeys: [
      {
        rpId: 'perch.localhost',
        rpName: 'Perch',
        userName: 'studio@acme',
        userDisplayName: 'Studio',
        credentialId: id,
        userHandle: 'AQID',
        algorithm: 'ES256',
        signCount: 0,
        backupEligible: true,
        backupState: true,
        credProtect: 1,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      },
    ],
  })
  const forPerson = await list('a', true, '--json')
  expect(JSON.parse(forPerson.out)).toEqual(JSON.parse(forProgram.out))
})

test('list is a table for a person, by RP ID and the newest first', async () => {
  const at = (host: string, name: string) => ({
    ...creation({ rp: { name: '' }, user: { id: 'AQID', name, displayName: '' } }),
    origin: `http://${host}.localhost`,
  })
  for (const [host, name] of [
    ['b', 'one'],
    ['a', 'two'],
    ['b', 'three\u001b[2J'],
  ] as const) {
    await create('b', at(host, name))
  }
  const { out } = await list('b', true)
  const [head, ...lines] = out.trimEnd().split('\n')
  expect(head).toMatch(/^RP ID +USER +CREATED +ALGORITHM +COUNT +CREDENTIAL ID$/)
  expect(lines.map((line) => line.split(/ +/).slice(0, 2))).toEqual([
    ['a.localhost', 'two'],
    ['b.localhost', 'three\\u001b[2J'],
    ['b.localhost', 'one'],
  ])
})

test('an empty store is said to be empty', async () => {
  // A request that is refused once the store is there.
  await create(
    'c',
    creation({ authenticatorSelection: { authenticatorAttachment: 'cross-platform' } }),
  )
  expect((await list('c', false)).out).toBe('{"passkeys":[]}\n')
  const forPerson = await list('c', true)
  expect(forPerson).toMatchObject({ code: 0, out: '' })
  expect(forPerson.err).toContain('no passkeys')
})
