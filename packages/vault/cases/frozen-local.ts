import { encodeHex, encodeUtf8 } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { identityFromSeed } from '@keyward/primitives/identity'
import { openAnchor, sealAnchor } from '../local/anchor.ts'
import type {
  AnchorContext,
  DeviceContext,
  LocalContext,
  LocalKeyContext,
} from '../local/context.ts'
import { unwrapIdentity, wrapIdentity } from '../local/identity.ts'
import { unwrapLocalKey, wrapLocalKey } from '../local/key.ts'
import { unwrapReplicaKey, wrapReplicaKey } from '../local/replica-key.ts'
import { openLocal, sealLocal } from '../local/seal.ts'
import { ACCOUNT, DEVICE, MEMBER, sealingOf, WORKSPACE } from './fixtures.ts'
import { seededRandom } from './seeded-random.ts'

const ACCOUNT_KEY = new AeadKey(seededRandom('frozen/local/account-key')(32))
/** What is wrapped: of a content key, of a device's seed and of the replica key alike. */
export const LOCAL_BYTES = seededRandom('frozen/local/bytes')(32)
export const LOCAL_CONTENT = encodeUtf8('{"pending":1}')

export const LOCAL_KEY_CONTEXT: LocalKeyContext = {
  workspaceId: WORKSPACE,
  memberId: MEMBER,
  objectId: ACCOUNT,
  kind: 'secrets-key',
  keyEpoch: 1,
  accountKeyEpoch: 1,
}
export const DEVICE_CONTEXT: DeviceContext = {
  workspaceId: WORKSPACE,
  memberId: MEMBER,
  deviceId: DEVICE,
  accountKeyEpoch: 1,
}
export const LOCAL_CONTEXT: LocalContext = {
  workspaceId: WORKSPACE,
  memberId: MEMBER,
  collection: 'pending',
  key: '0001',
}

const ANCHOR_CONTEXT: AnchorContext = {
  workspaceId: WORKSPACE,
  memberId: MEMBER,
  accountKeyEpoch: 1,
}
export const ANCHOR = {
  genesisHash: new Uint8Array(32).fill(1),
  head: { sequence: 2, hash: new Uint8Array(32).fill(2) },
}

/** What a device keeps for itself, from a fixed seed. */
export async function localFormats(): Promise<Record<string, string>> {
  const sealing = sealingOf(seededRandom('frozen/local'))
  const key = new AeadKey(LOCAL_BYTES)
  const identity = identityFromSeed(LOCAL_BYTES)
  return {
    localKey: encodeHex(await wrapLocalKey(sealing, ACCOUNT_KEY, LOCAL_KEY_CONTEXT, key)),
    localIdentity: encodeHex(await wrapIdentity(sealing, ACCOUNT_KEY, DEVICE_CONTEXT, identity)),
    replicaKey: encodeHex(await wrapReplicaKey(sealing, ACCOUNT_KEY, DEVICE_CONTEXT, key)),
    localSealed: encodeHex(await sealLocal(sealing, key, LOCAL_CONTEXT, LOCAL_CONTENT)),
    // Last, so that the formats before it keep the bytes that they were made with.
    anchor: encodeHex(await sealAnchor(sealing, ACCOUNT_KEY, ANCHOR_CONTEXT, ANCHOR)),
  }
}

type Opener = (bytes: Uint8Array, instead: Readonly<Record<string, unknown>>) => Promise<Uint8Array>

const aead = nobleAead()

/** How an honest caller opens each of them, asking for what `instead` says. */
export const LOCAL_OPENERS = {
  async localKey(bytes, instead) {
    const context = { ...LOCAL_KEY_CONTEXT, ...instead }
    return (await unwrapLocalKey(aead, ACCOUNT_KEY, context, bytes)).exportBytes()
  },
  async localIdentity(bytes, instead) {
    const context = { ...DEVICE_CONTEXT, ...instead }
    return (await unwrapIdentity(aead, ACCOUNT_KEY, context, bytes)).exportSeed()
  },
  async replicaKey(bytes, instead) {
    const context = { ...DEVICE_CONTEXT, ...instead }
    return (await unwrapReplicaKey(aead, ACCOUNT_KEY, context, bytes)).exportBytes()
  },
  async localSealed(bytes, instead) {
    const context = { ...LOCAL_CONTEXT, ...instead }
    return openLocal(aead, new AeadKey(LOCAL_BYTES), context, bytes)
  },
  async anchor(bytes, instead) {
    const opened = await openAnchor(aead, ACCOUNT_KEY, { ...ANCHOR_CONTEXT, ...instead }, bytes)
    return opened.head.hash
  },
} satisfies Record<string, Opener>
