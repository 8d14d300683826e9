import { createPrivateKey } from 'node:crypto'
import { encodeBase64url, encodeHex } from '@keyward/codec'
import { beforeAll, expect, test } from 'vitest'
import { encodeProfile } from '../../accounts.ts'
import {
  memberIdOf,
  register,
  type SharingDevice,
  sharingScene,
  type SharingScene,
  signInAt,
  type Site,
  synchronised,
} from '../../cases/sharing-scene.ts'
import { setPolicy, shareAccount } from '../../commands.ts'
import { exportAccounts } from '../../commands/transfer/export.ts'
import { COLLECTIONS } from '../../replica/port.ts'
import { sharingPorts } from '../ports.ts'
import { keysBelow, readRow } from '../rows.ts'

const ALGORITHMS = { ES256: -7, EdDSA: -8, RS256: -257 } as const

let scene: SharingScene
let olga: SharingDevice
let uma: SharingDevice

beforeAll(async () => {
  scene = await sharingScene()
  olga = scene.olga
  uma = await scene.join('Uma', 'user')
  await setPolicy(olga.keyholder, { policy: 'plaintextExport', value: true })
  await synchronised(uma)
})

/** The secret numbers of a private key, each as bytes, by the names of JSON Web Keys. */
function secretsOf(pkcs8: Uint8Array): Map<string, Uint8Array> {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  const jwk = key.export({ format: 'jwk' }) as Record<string, string>
  const names = ['d', 'p', 'q', 'dp', 'dq', 'qi'].filter((name) => jwk[name] !== undefined)
  return new Map([
    ['pkcs8', pkcs8],
    ...names.map((name): [string, Uint8Array] => [name, Buffer.from(jwk[name] ?? '', 'base64url')]),
  ])
}

/** Which of the secrets stand in the bytes: as they are, turned round, or as text. */
function foundIn(bytes: Uint8Array, secrets: ReadonlyMap<string, Uint8Array>): string[] {
  const hay = Buffer.from(bytes)
  return [...secrets]
    .filter(([, secret]) =>
      [
        Buffer.from(secret),
        Buffer.from(secret.toReversed()),
        Buffer.from(encodeHex(secret)),
        Buffer.from(encodeBase64url(secret)),
        Buffer.from(Buffer.from(secret).toString('base64')),
      ].some((needle) => hay.includes(needle)),
    )
    .map(([name]) => name)
}

/** All that lies in a device's replica: as it lies there, and what sharing keeps also opened. */
async function replicaOf({ keyholder, memory }: SharingDevice): Promise<Uint8Array[]> {
  const { context } = sharingPorts(await keyholder.desk())
  const all: Uint8Array[] = []
  const replica = memory.open()
  for (const collection of COLLECTIONS) {
    for (const { value } of await replica.list(collection, { limit: 10_000 })) all.push(value)
  }
  const rows = await keysBelow(context, 'deals/')
  for (const key of rows) {
    const row = await readRow(context, context.replica, key)
    if (row !== undefined) all.push(row)
  }
  expect(rows.length).toBeGreaterThan(2)
  return all
}

/** A passkey's private key, as this device can open it. */
async function keyOf(
  { keyholder }: SharingDevice,
  { accountId, credentialId }: Site,
): Promise<Uint8Array | undefined> {
  const account = await (await keyholder.desk()).vault.get(accountId)
  return account?.secrets?.passkeys.get(encodeBase64url(credentialId))?.privateKey?.reveal()
}

/** What goes out of and into Uma's device while it gets the account and signs in with it. */
async function trafficOf(site: Site): Promise<readonly Uint8Array[]> {
  const traffic: Uint8Array[] = []
  scene.world.network = async (request) => {
    traffic.push(new Uint8Array(await request.clone().arrayBuffer()))
    const response = await scene.world.honest(request)
    traffic.push(new Uint8Array(await response.clone().arrayBuffer()))
    return response
  }
  await synchronised(uma)
  for (const challenge of [1, 2, 3]) await signInAt(uma, site, { challenge })
  await synchronised(uma)
  scene.world.network = scene.world.honest
  expect(traffic.length).toBeGreaterThan(8)
  return traffic
}

test.each(Object.entries(ALGORITHMS))(
  'the key is not in what a Manager’s device has, sends, gets and exports (%s)',
  async (_, algorithm) => {
    const site = await register(olga, algorithm)
    const own = await register(uma, algorithm)
    const memberIds = [memberIdOf(uma)]
    const desk = await olga.keyholder.desk()
    await shareAccount(desk, site.accountId, { memberIds, role: 'manager' })
    await synchronised(olga)

    const traffic = await trafficOf(site)
    const umas = await uma.keyholder.desk()
    const { aead, argon2id } = umas.vault.context.platform
    const exported = await exportAccounts(umas, { format: 'cxf', aead, argon2id })
    const profile = (await umas.vault.get(site.accountId))?.profile
    if (profile === undefined) throw new Error('Uma does not have the account.')

    const key = secretsOf((await keyOf(olga, site)) ?? new Uint8Array())
    expect(await keyOf(uma, site)).toBeUndefined()
    const all = [...traffic, ...(await replicaOf(uma)), encodeProfile(profile), exported.bytes]
    expect(all.flatMap((bytes) => foundIn(bytes, key))).toEqual([])
    expect(exported.notOwned).toContain(site.accountId)
    // Keys would be found: the export has that of an account of her own.
    const ownKey = secretsOf((await keyOf(uma, own)) ?? new Uint8Array())
    expect(foundIn(exported.bytes, ownKey)).toContain('pkcs8')
  },
)
