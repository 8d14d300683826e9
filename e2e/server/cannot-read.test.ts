import {
  createAccount,
  deleteAccount,
  editAccount,
  listAccounts,
  providerOf,
  restoreAccount,
  revealSecrets,
  shareAccount,
} from '@keyward/keyholder/commands'
import { exportAccounts } from '@keyward/keyholder/commands/transfer'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { createPasskey, type Person as Asked, signIn as useKey } from '@keyward/keyholder/provider'
import { fileReplica } from '@keyward/keyholder/replica/node'
import { callerAt, creationJson, requestJson } from '@keyward/testkit'
import { creationOptionsFromJSON, requestOptionsFromJSON } from '@keyward/webauthn/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOfFolder } from './cases/bytes-of.ts'
import { formsIn } from './cases/forms.ts'
import { bringIn, createWorkspace, memberIdOf, OLGA, synchronised, UDO } from './cases/people.ts'
import { recordingProxy, type RecordingProxy } from './cases/recording-proxy.ts'
import { runServer, type TestServer } from './cases/server.ts'
import { type TemporaryFolder, temporaryFolder } from './cases/temporary-folder.ts'

/** Texts of one account that nobody but its members may see. Long, so that none is there by chance. */
const MARKERS = {
  appName: 'MarkAppNameQ7x Perch',
  renamed: 'MarkRenamedAppJ2f Perch',
  rpId: 'mark-rp-id-k4v9.example',
  username: 'markusername_z8w3@perch.example',
  displayName: 'MarkDisplayName Ü Tern',
  notes: 'MarkNotes: the door code is 4711-0815',
  password: 'MarkPassword~p&9+/correct?horse',
  formerPassword: 'MarkFormerPassword%51#battery',
  seed: 'MARKSEEDJBSWY3DPEHPK3PXPABCD2345',
  label: 'MarkLabelTeamF5r',
  host: 'mark-host-h3n8.example',
  passkeyUser: 'markpasskeyuser_c6t1@perch.example',
  passkeyDisplay: 'MarkPasskeyDisplayName V0d',
  passphrase: OLGA.passphrase,
  otherPassphrase: UDO.passphrase,
} as const

const RP_ORIGIN = `https://${MARKERS.rpId}`
const EXPORT_PASSPHRASE = 'lemon harvest castle painter silver'

let server: TestServer
let proxy: RecordingProxy
let home: TemporaryFolder
let exported: Uint8Array
/** Everything of the server and its surroundings, by where it was. */
const places = new Map<string, Buffer>()
const replicas = new Map<string, Buffer>()

const person: Asked = {
  canVerify: true,
  verify: async () => ({ outcome: 'verified', method: 'passphrase' }),
  chooseAccount: async ({ matching: [account] }) =>
    account && { kind: 'existing', accountId: account.accountId },
  choosePasskey: async ({ candidates: [passkey] }) => passkey?.credentialId,
  confirmExcluded: async () => true,
}

async function addPasskey(device: Keyholder): Promise<void> {
  const provider = await providerOf(device, { isProviderEnabled: true, isVerificationSetUp: true })
  const json = creationJson({
    rp: { id: MARKERS.rpId, name: MARKERS.appName },
    user: { id: 'AQIDBA', name: MARKERS.passkeyUser, displayName: MARKERS.passkeyDisplay },
  })
  const options = creationOptionsFromJSON(json)
  await createPasskey(provider, person, { caller: callerAt(RP_ORIGIN), options, surface: 'other' })
}

async function usePasskey(device: Keyholder): Promise<void> {
  const provider = await providerOf(device, { isProviderEnabled: true, isVerificationSetUp: true })
  const options = requestOptionsFromJSON(requestJson({ rpId: MARKERS.rpId }))
  await useKey(provider, person, { caller: callerAt(RP_ORIGIN), options, surface: 'other' })
}

/** All that people do with an account, by two members. */
async function workWith(olga: Keyholder, udo: Keyholder): Promise<void> {
  const desk = await olga.desk()
  const accountId = await createAccount(desk, {
    appName: MARKERS.appName,
    rpIds: [MARKERS.rpId],
    username: MARKERS.username,
    displayName: MARKERS.displayName,
    labels: [MARKERS.label],
    hosts: [MARKERS.host],
    password: MARKERS.formerPassword,
    notes: MARKERS.notes,
    oneTimeCodeSeed: MARKERS.seed,
  })
  await synchronised(olga)
  await addPasskey(olga)
  await editAccount(desk, accountId, { password: MARKERS.password, appName: MARKERS.renamed })
  await shareAccount(desk, accountId, { memberIds: [memberIdOf(udo)], role: 'owner' })
  await synchronised(olga)
  await synchronised(udo)
  for (const query of [MARKERS.renamed, MARKERS.username, MARKERS.label, MARKERS.rpId])
    expect(listAccounts(await udo.desk(), query, 5), query).toMatchObject([{ accountId }])
  expect(await revealSecrets(await udo.desk(), accountId, ['password', 'note'])).toEqual({
    password: MARKERS.password,
    note: MARKERS.notes,
  })
  await usePasskey(udo)
  await deleteAccount(await udo.desk(), accountId)
  await synchronised(udo)
  await synchronised(olga)
  await restoreAccount(desk, accountId)
  await synchronised(olga)
  const { aead, argon2id } = olga.session.platform
  const order = { format: 'keyward', passphrase: EXPORT_PASSPHRASE, aead, argon2id } as const
  exported = (await exportAccounts(desk, order)).bytes
  await synchronised(olga)
}

beforeAll(async () => {
  proxy = await recordingProxy()
  home = temporaryFolder()
  const env = { KEYWARD_ORIGIN: `http://localhost:${proxy.port}`, KEYWARD_LOG: 'debug' }
  server = await runServer({ env })
  proxy.target = server.listening
  const replicaOf = async (name: string) => ({ replica: await fileReplica(home.file(name)) })
  const olga = await createWorkspace(server.origin, OLGA, await replicaOf('olga.replica'))
  const udo = await bringIn(olga, UDO, await replicaOf('udo.replica'))
  await workWith(olga, udo)
  const backup = server.folder.file('keyward.backup')
  await server.admin('backup', backup)
  // Locked, and with its log beside it, as a thief of the device finds it.
  await olga.session.lock()
  await udo.session.lock()
  for (const [path, bytes] of bytesOfFolder(home.path)) replicas.set(path, bytes)
  for (const [path, bytes] of bytesOfFolder(server.folder.path)) places.set(path, bytes)
  await olga.close()
  await udo.close()
  for (const [path, bytes] of bytesOfFolder(home.path)) replicas.set(`${path} later`, bytes)
  await server.stop()
  for (const [path, bytes] of bytesOfFolder(server.folder.path)) places.set(`${path} later`, bytes)
  places.set('log', Buffer.from(server.log()))
  places.set('sent', Buffer.concat(proxy.sent()))
  places.set('answered', Buffer.concat(proxy.answered()))
})
afterAll(async () => {
  await server.close()
  await proxy.close()
  home.remove()
})

/** Where a text stands, and in which forms. */
function found(where: ReadonlyMap<string, Buffer>, text: string): string[] {
  return [...where].flatMap(([place, bytes]) =>
    formsIn(bytes, text).map((form) => `${form} in ${place.split('/').at(-1)}`),
  )
}

describe('the server that keeps an account', () => {
  test.each(Object.entries(MARKERS))('has its %s nowhere', (_, marker) => {
    expect(found(places, marker)).toEqual([])
  })

  test('was looked through: its database with journal, backup, log and both ways of traffic', () => {
    const names = [...places.keys()].map((place) => place.split('/').at(-1))
    expect(names).toEqual(
      expect.arrayContaining([
        'keyward.sqlite',
        'keyward.sqlite-wal',
        'keyward.backup',
        'secrets.json',
        'keyward.sqlite later',
        'signer.sqlite',
      ]),
    )
    for (const [place, bytes] of places) {
      // Between two writes the signer's journal is empty.
      if (place.includes('-shm') || place.includes('signer.sqlite-journal')) continue
      expect(bytes.length, place).toBeGreaterThan(100)
    }
    expect(server.log()).toContain('"route":"push","status":200')
  })

  test('has what it may see where the search would find it', () => {
    const where = found(places, OLGA.name)
    // The genesis of the chain goes both ways, and names her; the joiner gives his name as text.
    expect(where).toEqual(expect.arrayContaining(['UTF-8 in keyward.sqlite later']))
    expect(where).toEqual(expect.arrayContaining(['UTF-8 in keyward.backup']))
    for (const place of ['sent', 'answered'])
      expect(where.join(), place).toMatch(new RegExp(`base64url at \\d in ${place}`))
    expect(found(places, UDO.name)).toEqual(expect.arrayContaining(['UTF-8 in sent']))
    expect(found(places, OLGA.address)).toEqual(
      expect.arrayContaining(['UTF-8 in sent', 'UTF-8 in keyward.sqlite later']),
    )
    expect(server.log()).not.toContain(OLGA.address)
  })
})

describe('what people keep', () => {
  test.each(Object.entries(MARKERS))('a locked replica has no %s', (_, marker) => {
    expect(found(replicas, marker)).toEqual([])
  })

  test('and was looked through: the name of its member is in it', () => {
    expect(found(replicas, OLGA.name).join()).toContain('UTF-8 in olga.replica')
    expect(found(replicas, UDO.name).join()).toContain('udo.replica')
  })

  test('an encrypted export has none of them', () => {
    const file = new Map([['export', Buffer.from(exported)]])
    expect(exported.length).toBeGreaterThan(500)
    for (const marker of [...Object.values(MARKERS), EXPORT_PASSPHRASE])
      expect(found(file, marker)).toEqual([])
  })
})
