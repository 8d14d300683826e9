import { createHash, generateKeyPairSync } from 'node:crypto'
import { encodeBase64url } from '@keyward/codec'
import { makeDeal, signDeal, type DealTerms } from '@keyward/cosigning/dealer'
import { type AcceptedDeal, acceptDeal, parseDeal } from '@keyward/cosigning/grantee'
import { type Limits, NO_LIMITS, signDeviceKey, signTerms } from '@keyward/cosigning/terms'
import { importPrivateKey, type KeyPair } from '@keyward/primitives/keys'
import type { DealResult } from '@keyward/protocol'
import type { RouteRequest } from '@keyward/protocol/routes'
import type { AccountRole } from '@keyward/vault/access'
import { type DealKey, makeDealKey, openDealShare, sealDealShare } from '@keyward/vault/deal'
import { createAccount, listed, outcome, type TestAccount } from './accounts.ts'
import { random } from './keys.ts'
import { makeKeys, makeList, type MadeList } from './lists.ts'
import { authorOf, granteeOf, type TestMember } from './workspace.ts'

export type Kind = 'ES256' | 'EdDSA' | 'RS256'

/** A device that takes part in co-signing. */
export interface SharingDevice {
  readonly member: TestMember
  readonly dealKey: DealKey
}

/** An account with a passkey whose key its owner holds, and to whom it is shared. */
export interface SharedPasskey {
  readonly owner: TestMember
  readonly account: TestAccount
  readonly pair: KeyPair
  readonly rpIdHash: Uint8Array
  /** The newest list. */
  list: MadeList
}

export const RP_ID = 'perch.example'

/** A new passkey, made by OpenSSL. */
function makePasskey(kind: Kind): KeyPair {
  const { privateKey } =
    kind === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      : kind === 'EdDSA'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return importPrivateKey(Uint8Array.from(privateKey.export({ format: 'der', type: 'pkcs8' })))
}

export function sha256(text: string): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(text).digest())
}

export async function makeShared(owner: TestMember, kind: Kind = 'ES256'): Promise<SharedPasskey> {
  const account = await createAccount(owner)
  const { list } = account
  return { owner, account, pair: makePasskey(kind), rpIdHash: sha256(RP_ID), list }
}

/** Grants the account to these members and to nobody else besides its owner. */
export async function shareWith(
  shared: SharedPasskey,
  grantees: readonly (readonly [TestMember, AccountRole])[],
): Promise<string> {
  const { owner, account } = shared
  const grants = [[owner, 'owner'] as const, ...grantees].map(
    ([member, role]) => [granteeOf(member), role] as const,
  )
  const before = shared.list.signed
  // Whoever loses an owner's keys makes the account's keys new.
  const epoch = before.statement.secrets.epoch + 1
  const keys = makeKeys(epoch)
  const author = await authorOf(owner)
  const list = await makeList(author, account.accountId, keys, grants, before)
  const result = await outcome(owner, listed(account, list))
  if (result === 'accepted') shared.list = list
  return result
}

/** Announces the key to which deals are sealed for the member's device. */
export async function sharingDevice(member: TestMember): Promise<SharingDevice> {
  const dealKey = await makeDealKey(random)
  const { workspaceId, memberId, deviceId, deviceKey, device } = member
  const said = { workspaceId, memberId, deviceId, wrapping: dealKey.publicPart }
  const statement = encodeBase64url(signDeviceKey(deviceKey, said))
  await device.must('putDealKey', { body: { statement } })
  return { member, dealKey }
}

/** Sets the next terms of one grant, as the account's owner does. */
export async function setTerms(
  { owner, account }: SharedPasskey,
  memberId: string,
  limits: Partial<Limits> = {},
  version = 1,
): Promise<void> {
  const body = { statement: encodeBase64url(termsOf(owner, account, memberId, limits, version)) }
  await owner.device.must('putTerms', { body })
}

export function termsOf(
  owner: TestMember,
  { accountId }: Pick<TestAccount, 'accountId'>,
  memberId: string,
  limits: Partial<Limits> = {},
  version = 1,
): Uint8Array {
  const { workspaceId, memberId: authorId, deviceId, deviceKey } = owner
  return signTerms(deviceKey, {
    workspaceId,
    accountId,
    memberId,
    version,
    limits: { ...NO_LIMITS, ...limits },
    authorId,
    deviceId,
  })
}

/** A deal as all of its sides have it. */
export interface TestDeal {
  readonly dealId: string
  readonly encoded: Uint8Array
  readonly sent: RouteRequest<'pushDeals'>['deals'][number]
  readonly accepted: AcceptedDeal
  /** The device's half, opened. */
  readonly opened: Uint8Array
}

/** Makes a deal as an owner's device does, and opens it as the grantee's does. */
export async function dealOut(
  { owner, account, pair, rpIdHash }: SharedPasskey,
  { member, dealKey }: SharingDevice,
  more: {
    readonly count?: number
    readonly replaces?: string | null
    readonly terms?: Partial<DealTerms>
    readonly signedBy?: TestMember
  } = {},
): Promise<TestDeal> {
  const identity = await owner.device.server.signer.identity()
  const count = more.count ?? ('y' in pair.publicKey ? 25 : 0)
  const share = makeDeal(pair, count, random)
  const { dealId } = share
  const { deviceId } = member
  const { accountId } = account
  const terms: DealTerms = {
    accountId,
    deviceId,
    rpIdHash,
    backup: 'backed-up',
    ...identity,
    ...more.terms,
  }
  const forDevice = await sealDealShare(
    random,
    dealKey.publicPart,
    { holder: 'device', dealId, holderId: deviceId },
    share.exportForGrantee(),
  )
  const forSigner = await sealDealShare(
    random,
    identity.signerKey,
    { holder: 'signer', dealId, holderId: identity.signerId },
    share.exportForSigner(),
  )
  const signer = more.signedBy ?? owner
  const encoded = signDeal(signer.deviceKey, share, terms, forDevice)
  share.wipe()
  const context = { holder: 'device', dealId, holderId: deviceId } as const
  const opened = await openDealShare(dealKey, context, forDevice)
  const { publicKey, rpIdHash: hash, accountId: of, deviceId: device } = parseDeal(encoded)
  const accepted = acceptDeal(encoded, {
    owners: [signer.deviceKey.publicKey],
    accountId: of,
    deviceId: device,
    publicKey,
    rpIdHash: hash,
    sealed: forDevice,
  })
  const sent = {
    deal: encodeBase64url(encoded),
    forSigner: encodeBase64url(forSigner),
    forDevice: encodeBase64url(forDevice),
    replaces: more.replaces ?? null,
  }
  return { dealId, encoded, sent, accepted, opened }
}

export async function pushDeals(by: TestMember, ...deals: TestDeal[]): Promise<DealResult[]> {
  const body = { deals: deals.map(({ sent }) => sent) }
  return (await by.device.must('pushDeals', { body })).results
}

/** Makes a deal, and brings it to the server. */
export async function dealt(
  shared: SharedPasskey,
  device: SharingDevice,
  more: Parameters<typeof dealOut>[2] = {},
): Promise<TestDeal> {
  const deal = await dealOut(shared, device, more)
  const [result] = await pushDeals(shared.owner, deal)
  if (result?.outcome !== 'accepted') throw new Error(JSON.stringify(result))
  return deal
}
