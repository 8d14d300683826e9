import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { judgeAssertion, judgeRegistration, type RegisteredPasskey } from '@keyward/testkit'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Acme, acme, ALICE, BOB } from '../../cases/acme.ts'
import type { Device } from '../../cases/device.ts'
import { CHALLENGE, creation, ORIGIN, request, RP_ID } from '../../cases/requests.ts'

const FILE = 'a passphrase of the file'
const verification = { origin: ORIGIN, rpId: RP_ID, requireUserVerification: true }

let scene: Acme
let alice: Device
let bob: Device
let passkey: RegisteredPasskey
beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
  bob = await scene.bringIn('Bob', BOB)
  const made = await alice.json(['passkey', 'create', '--new', '--username', 'studio'], creation())
  passkey = await judgeRegistration(made as RegistrationResponse, CHALLENGE, verification)
  await alice.ok(['accounts', 'edit', 'Perch', '--secrets-stdin'], { password: 'm4rk3d' })
})
afterAll(() => scene.end())

test('an export is encrypted unless said otherwise, only its owner can read it, and it is logged', async () => {
  const file = scene.folder.file('all.keyward')
  const exported = await alice.json(['export', file, '--file-passphrase-stdin'], `${FILE}\n`)
  expect(exported).toMatchObject({ accounts: 1, format: 'keyward' })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'latin1')).not.toMatch(/m4rk3d|studio|Perch/)
  const { entries } = await alice.json(['activity', 'list', '--event', 'exported'])
  expect(entries).toMatchObject([{ subject: { count: 1, form: 'encrypted' } }])
})

test('a file that is there stays as it is', async () => {
  const file = scene.folder.file('there')
  writeFileSync(file, 'mine')
  expect(await alice.rule(['export', file, '--file-passphrase-stdin'], `${FILE}\n`)).toBe(
    'cli.file',
  )
  expect(readFileSync(file, 'utf8')).toBe('mine')
})

test('plaintext takes the policy, and the person again', async () => {
  const file = scene.folder.file('all.json')
  const args = ['export', file, '--format', 'cxf', '--plaintext']
  expect(await alice.rule(args)).toBe('forbidden:plaintext-export-off')
  await alice.ok(['policy', 'set', 'plaintextExport', 'true'])
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(Date.now() + 61_000)
  expect(await alice.rule(args)).toBe('cli.no-terminal')
  vi.useRealTimers()
  const run = await alice.run([...args, '--passphrase-stdin'], `${ALICE}\n`)
  expect(run.code).toBe(0)
  expect(run.err).toContain('The file holds every secret in the clear: delete it soon.')
  expect(readFileSync(file, 'utf8')).toContain('m4rk3d')
})

test('somebody else imports it, and the passkey signs in', async () => {
  const file = scene.folder.file('all.keyward')
  // The account is there already, and in another member's hands: the username says so.
  expect(await bob.json(['import', file, '--file-passphrase-stdin'], `${FILE}\n`)).toMatchObject({
    made: [],
    notImported: [{ rows: [0], reason: 'username-taken' }],
  })
  await alice.ok(['accounts', 'edit', 'Perch', '--username', 'moved'])
  const imported = await bob.json(['import', file, '--file-passphrase-stdin'], `${FILE}\n`)
  expect(imported).toMatchObject({ made: [expect.any(String)], notImported: [], unsynchronised: 0 })
  const got = await bob.json(['passkey', 'get'], request())
  await judgeAssertion(got as AuthenticationResponse, CHALLENGE, passkey, verification)
})

test('importing one’s own export again makes nothing twice', async () => {
  const file = scene.folder.file('again.keyward')
  await alice.ok(['export', file, '--file-passphrase-stdin'], `${FILE}\n`)
  const imported = await alice.json(['import', file, '--file-passphrase-stdin'], `${FILE}\n`)
  expect(imported).toMatchObject({ made: [], merged: [expect.any(String)] })
  expect((await alice.json(['accounts', 'list']))['total']).toBe(1)
})

test('a wrong passphrase and a file of no known format are told', async () => {
  const file = scene.folder.file('all.keyward')
  expect(await alice.rule(['import', file, '--file-passphrase-stdin'], 'wrong\n')).toBe(
    'passphrase.wrong',
  )
  writeFileSync(scene.folder.file('letter.txt'), 'Dear Ana')
  expect(await alice.rule(['import', scene.folder.file('letter.txt')])).toBe('format.unknown')
  expect(await alice.rule(['import', scene.folder.file('nothing')])).toBe('cli.file')
})
