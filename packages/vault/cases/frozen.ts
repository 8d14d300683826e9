import { encodeHex, encodeUtf8 } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { makeIdentityKey } from '@keyward/primitives/identity'
import { encodeAccessList } from '../access/list.ts'
import { seal } from '../envelope/seal.ts'
import { encodeWrite } from '../envelope/write.ts'
import { encodeKeyset, type Keyset, makeKeyset } from '../keyset/keyset.ts'
import { sealKeyset } from '../keyset/seal-keyset.ts'
import { wrapKey, wrapKeyset } from '../keyset/wrap.ts'
import type { WrapContext } from '../keyset/wrap-context.ts'
import { type UnlockMethod, UnlockSecret, wrapAccountKey } from '../unlock/account-key.ts'
import { answerComparison, commitComparison } from '../unlock/approval/comparison.ts'
import type { Handover, NewDevice } from '../unlock/approval/handover.ts'
import { offerApproval } from '../unlock/approval/offer.ts'
import { parseApprovalCode } from '../unlock/approval/code.ts'
import { requestApproval } from '../unlock/approval/request.ts'
import { wrapByDevice } from '../unlock/device.ts'
import { encodeOffline } from '../unlock/offline.ts'
import { kitToCode } from '../unlock/recovery/code.ts'
import { kitSignInKey, RecoveryKit } from '../unlock/recovery/kit.ts'
import { kitToWords } from '../unlock/recovery/words.ts'
import { cast, keysOf, makeList } from './access.ts'
import { memoryDeviceKey } from './device-key.ts'
import { continuityFormats } from './frozen-continuity.ts'
import { localFormats } from './frozen-local.ts'
import { FIRST, idOf, MEMBER, sealingOf, WORKSPACE, writerOf } from './fixtures.ts'
import { seededRandom } from './seeded-random.ts'

export const FROZEN_CONTENT = encodeUtf8('{"app":"Perch"}')
export const FROZEN_KEY = new AeadKey(seededRandom('frozen/key')(32))
export const FROZEN_KEYSET_CONTEXT = {
  workspaceId: WORKSPACE,
  memberId: MEMBER,
  keysetEpoch: 1,
  accountKeyEpoch: 1,
} as const
export const FROZEN_WRAP: WrapContext = {
  kind: 'profile-key',
  workspaceId: WORKSPACE,
  objectId: idOf(5),
  keyEpoch: 1,
  recipientId: MEMBER,
  recipientEpoch: 1,
}
export const FROZEN_UNLOCK = {
  workspaceId: WORKSPACE,
  memberId: MEMBER,
  methodId: idOf(20),
  accountKeyEpoch: 1,
} as const
const FROZEN_DEVICE: NewDevice = {
  deviceId: idOf(30),
  name: 'Ada’s phone',
  signing: new Uint8Array(32).fill(8),
}
const FROZEN_HANDOVER: Handover = {
  accountKey: FROZEN_KEY,
  accountKeyEpoch: 1,
  genesisHash: new Uint8Array(32).fill(1),
  head: { sequence: 2, hash: new Uint8Array(32).fill(2) },
}

export function frozenKeyset(): Promise<Keyset> {
  return makeKeyset(seededRandom('frozen/keyset'))
}

export function frozenSecret(method: UnlockMethod): UnlockSecret {
  return new UnlockSecret(method, seededRandom(`frozen/${method}`)(32))
}

/** Every stored or sent format of version 1, from fixed seeds: bytes in hexadecimal, texts as they are. */
export async function makeFrozen(): Promise<Record<string, string>> {
  return {
    ...(await contentFormats()),
    ...(await unlockFormats()),
    ...(await approvalFormats()),
    ...(await localFormats()),
    ...(await continuityFormats()),
  }
}

async function contentFormats(): Promise<Record<string, string>> {
  const random = seededRandom('frozen/content')
  const keyset = await frozenKeyset()
  const other = await makeKeyset(random)
  const { owner, second, manager, team, random: accessRandom } = await cast()
  const { list } = await makeList(accessRandom, owner, keysOf(accessRandom, 1), [
    [owner, 'owner'],
    [second, 'owner'],
    [manager, 'manager'],
    [team, 'collaborator'],
  ])
  const sealing = sealingOf(random)
  return {
    sealed: encodeHex(await seal(sealing, FROZEN_KEY, FIRST, FROZEN_CONTENT)),
    write: encodeHex(encodeWrite(await writerOf('frozen').write(FIRST, FROZEN_CONTENT))),
    keyset: encodeHex(encodeKeyset(keyset)),
    sealedKeyset: encodeHex(await sealKeyset(sealing, FROZEN_KEY, FROZEN_KEYSET_CONTEXT, keyset)),
    wrappedKey: encodeHex(await wrapKey(random, keyset.publicPart, FROZEN_WRAP, FROZEN_KEY)),
    wrappedKeyset: encodeHex(await wrapKeyset(random, keyset.publicPart, FROZEN_WRAP, other)),
    accessList: encodeHex(encodeAccessList(list)),
  }
}

async function unlockFormats(): Promise<Record<string, string>> {
  const sealing = sealingOf(seededRandom('frozen/unlock'))
  const made: Record<string, string> = {}
  for (const method of ['passphrase', 'offline', 'passkey', 'kit'] as const) {
    const secret = frozenSecret(method)
    const wrapped = await wrapAccountKey(sealing, secret, FROZEN_UNLOCK, FROZEN_KEY)
    made[`accountKey.${method}`] = encodeHex(wrapped)
  }
  const device = memoryDeviceKey(sealing, FROZEN_KEY)
  const byDevice = await wrapByDevice(device, FROZEN_UNLOCK, FROZEN_KEY)
  const devicePart = new Uint8Array(61).fill(6)
  const offline = encodeOffline({ salt: new Uint8Array(16).fill(5), devicePart })
  const kit = new RecoveryKit(FROZEN_KEY.exportBytes())
  return {
    ...made,
    'accountKey.device': encodeHex(byDevice),
    offlineRecord: encodeHex(offline),
    kitWords: kitToWords(kit),
    kitCode: kitToCode(kit),
    kitSignInPublicKey: encodeHex(kitSignInKey(kit).publicKey),
  }
}

async function approvalFormats(): Promise<Record<string, string>> {
  const random = seededRandom('frozen/approval')
  const context = { workspaceId: WORKSPACE, memberId: MEMBER }
  const offer = await offerApproval(random, context)
  const code = parseApprovalCode(offer.code)
  const pending = await requestApproval(random, context, code, offer.publicKey, FROZEN_DEVICE)
  await offer.read(pending.request)
  const answer = await offer.approve(random, FROZEN_HANDOVER)

  const signedIn = commitComparison(random, context, makeIdentityKey(random))
  const fresh = await answerComparison(random, context, signedIn.commitment, FROZEN_DEVICE)
  const ours = signedIn.reveal(fresh.answer)
  return {
    approvalCode: offer.code,
    approvalRequest: encodeHex(pending.request),
    approvalAnswer: encodeHex(answer),
    comparisonCommitment: encodeHex(signedIn.commitment),
    comparisonAnswer: encodeHex(fresh.answer),
    comparisonReveal: encodeHex(ours.reveal),
    comparisonDigits: ours.digits,
    comparisonHandover: encodeHex(await ours.approve(random, FROZEN_HANDOVER)),
  }
}
