import type { Random } from '@keyward/primitives/signature'
import type { CosignUse, NewDeal } from '../ports/deals.ts'
import { list, newAccount, writeTo } from './objects.ts'
import { admit, push, type Scene } from './scene.ts'
import { makeBytes, makeId, NOW, once } from './values.ts'

/** The signer that the stores of the contracts have. */
export const SIGNER_ID = 'AgICAgICAgICAgICAgICAg'

/** What makes a new signer be that one. */
export const signerRandom: Random = (length) =>
  length === 16 ? new Uint8Array(16).fill(2) : makeBytes(length)

/** A member to whom an account is granted as Collaborator. */
export interface Granted {
  readonly workspaceId: string
  readonly accountId: string
  readonly memberId: string
  readonly deviceId: string
  /** Takes the account from the member. */
  revoke(): Promise<void>
}

export async function granted(scene: Scene): Promise<Granted> {
  const { workspaceId, owner } = scene
  const memberId = await admit(scene)
  const account = newAccount([
    [owner, 'owner'],
    [memberId, 'collaborator'],
  ])
  const { accountId } = account
  await push(scene, [account])
  const terms = { workspaceId, accountId, memberId, version: 1, statement: makeBytes(80) }
  await scene.store.deals.putTerms(terms, [], once())
  return {
    workspaceId,
    accountId,
    memberId,
    deviceId: makeId(),
    async revoke() {
      const after = account.lists[0]
      await push(scene, [
        writeTo(accountId, { lists: [list(accountId, [[owner, 'owner']], { after })] }),
      ])
    },
  }
}

/** A deal for the member's device. */
export function newDeal(of: Granted, more: Partial<NewDeal> = {}): NewDeal {
  const { workspaceId, accountId, memberId, deviceId } = of
  return {
    workspaceId,
    accountId,
    memberId,
    deviceId,
    dealId: makeId(),
    publicKeyHash: new Uint8Array(32).fill(5),
    algorithm: 'ES256',
    count: 25,
    signerId: SIGNER_ID,
    hash: makeBytes(),
    bytes: makeBytes(300),
    forSigner: makeBytes(1200),
    forDevice: makeBytes(4000),
    replaces: null,
    activity: [],
    ...more,
  }
}

/** One sign-in by the deal, which nothing refuses. */
export function useOf(deal: NewDeal, index: number | null = 0): CosignUse {
  const { workspaceId, accountId, dealId, memberId, deviceId } = deal
  const subject = {
    accountId,
    dealId,
    index,
    authenticatorData: new Uint8Array(37),
    clientDataHash: makeBytes(),
    sealedReason: null,
    approvalId: null,
  }
  const entry = { event: 'passkey-co-signed', subject, memberId, deviceId, time: NOW } as const
  return {
    workspaceId,
    dealId,
    index,
    approvalId: null,
    now: NOW,
    judge: () => ({ entry, isApprovalUsed: false }),
  }
}
