import { randomFillSync } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { AEAD_KEY_LENGTH, AeadKey } from '@keyward/primitives/aead'
import { type IdentityKey, makeIdentityKey } from '@keyward/primitives/identity'
import type { Random } from '@keyward/primitives/signature'
import {
  type AccessGrant,
  type AccountKeys,
  checkSuccessor,
  encodeAccessList,
  type Grantee,
  grantKeys,
  keyStatesOf,
  signAccessList,
  sortGrants,
  type VerifiedAccessList,
} from '@keyward/vault/access'
import { NO_PREVIOUS } from '@keyward/vault/envelope'
import { type Keyset, makeKeyset } from '@keyward/vault/keyset'
import { compare, once, type Task } from './harness.ts'
import type { Sizes } from './scene/sizes.ts'
import type { Row } from './table.ts'

const SECOND = 1_000_000

const random: Random = (length) => randomFillSync(new Uint8Array(length))
const newId = (): string => encodeBase64url(random(16))

interface Author {
  readonly memberId: string
  readonly deviceId: string
  readonly key: IdentityKey
}

/** New keys for an account and their grants to everybody, as when one of its Owners is removed. */
export async function rekeyingRows({ members, rounds }: Sizes): Promise<Row[]> {
  const account = { workspaceId: newId(), accountId: newId() }
  const author = { memberId: newId(), deviceId: newId(), key: makeIdentityKey(random) }
  const one = await makeKeyset(random)
  // The grantees differ by id; that they share a keyset changes nothing of the work.
  const grantees = Array.from({ length: members }, (_, at) =>
    granteeOf(at === 0 ? author.memberId : newId(), one),
  )
  const before = await nextList(author, account, grantees.slice(0, 20), undefined)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const rekey = await once(async () => {
    delay.enable()
    await nextList(author, account, grantees, before)
    delay.disable()
  })
  const count = members.toLocaleString('en')
  return [
    {
      what: `re-keying an account for ${count} members`,
      most: (6 * SECOND * members) / 1000,
      ...rekey,
    },
    {
      what: 'longest that it keeps everything else waiting',
      most: SECOND / 20,
      ours: delay.max / 1000,
      rounds: 1,
    },
    {
      what: 'keys for one more member',
      reference: 'two raw HPKE seals',
      ...(await compare(grantTask(account, grantees), await sealTask(account, one), {
        rounds,
        batch: 4,
      })),
    },
  ]
}

function granteeOf(id: string, { publicPart }: Keyset): Grantee {
  return { kind: 'member', id, keysetEpoch: 1, keyset: publicPart }
}

function makeKeys(epoch: number): AccountKeys {
  const key = () => ({ epoch, key: new AeadKey(random(AEAD_KEY_LENGTH)) })
  return { profile: key(), secrets: key() }
}

async function nextList(
  { memberId, deviceId, key }: Author,
  account: { readonly workspaceId: string; readonly accountId: string },
  grantees: readonly Grantee[],
  before: VerifiedAccessList | undefined,
): Promise<VerifiedAccessList> {
  const version = (before?.statement.version ?? 0) + 1
  const keys = makeKeys(version)
  const grants: AccessGrant[] = []
  for (const grantee of grantees)
    grants.push((await grantKeys(random, account, keys, grantee, 'owner')).grant)
  // The pauses are the client's, between what takes long at a stretch.
  await setTimeout(0)
  const list = signAccessList(
    {
      ...account,
      version,
      prevHash: before?.hash ?? NO_PREVIOUS,
      head: { sequence: 1, hash: new Uint8Array(32) },
      grants: sortGrants(grants),
      ...keyStatesOf(keys),
      memberId,
      deviceId,
    },
    key,
  )
  await setTimeout(0)
  const verified = checkSuccessor(before, list, { memberId, deviceId, publicKey: key.publicKey })
  await setTimeout(0)
  encodeAccessList(list)
  return verified
}

function grantTask(
  account: { readonly workspaceId: string; readonly accountId: string },
  grantees: readonly Grantee[],
): Task {
  const keys = makeKeys(1)
  const [grantee] = grantees as [Grantee]
  return { name: 'grant', run: () => grantKeys(random, account, keys, grantee, 'owner') }
}

/** The library alone, with the public key read once: what sealing two keys costs at least. */
async function sealTask(
  { workspaceId }: { readonly workspaceId: string },
  { publicPart }: Keyset,
): Promise<Task> {
  const suite = new CipherSuite({
    kem: new XWing(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  })
  const recipientPublicKey = await suite.kem.deserializePublicKey(
    new Uint8Array(publicPart.wrapping),
  )
  const info = encodeUtf8(workspaceId)
  const key = random(AEAD_KEY_LENGTH)
  return {
    name: 'HPKE',
    async run() {
      await suite.seal({ recipientPublicKey, info }, key)
      await suite.seal({ recipientPublicKey, info }, key)
    },
  }
}
