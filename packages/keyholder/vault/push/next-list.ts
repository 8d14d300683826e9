import { AEAD_KEY_LENGTH, AeadKey } from '@keyward/primitives/aead'
import {
  type AccessGrant,
  type AccessListStatement,
  type AccountKeys,
  type AccountRole,
  checkSuccessor,
  encodeAccessList,
  grantKeys,
  keyStatesOf,
  signAccessList,
  sortGrants,
  type VerifiedAccessList,
  type WrappedKeys,
} from '@keyward/vault/access'
import { type ChainHead, NO_PREVIOUS } from '@keyward/vault/envelope'
import type { Member, MemberId } from '@keyward/workspace/chain'
import { mayHave } from '../account/may-have.ts'
import type { VaultPorts } from '../context.ts'
import type { MembershipView } from '../membership-view.ts'
import type { Intent } from '../rows/pending.ts'

/** A new version of an access list, with the keys that it grants anew. */
export interface MadeList {
  readonly verified: VerifiedAccessList
  readonly bytes: Uint8Array
  readonly keys: AccountKeys
  readonly wrapped: ReadonlyMap<string, WrappedKeys>
  /** Both keys are new: both compartments have to be sealed anew. */
  readonly isRotated: boolean
  readonly formerOwners: readonly string[]
}

/** So many grants are signed and encoded without a pause. */
const LONG = 200

interface Wanted {
  readonly member: Member
  readonly role: AccountRole
  /** The grant that stays as it is; undefined when the keys have to be wrapped. */
  readonly kept: AccessGrant | undefined
}

/** The end of the chain as lists and writes name it: counted from 1. */
export function headOf({ state }: MembershipView): ChainHead {
  return { sequence: state.head.sequence + 1, hash: state.head.hash }
}

/**
 * Makes the version of the list that follows, with what the intents ask for. Members who left, and
 * Owners whose role may own no longer, are taken out as well. Whoever loses the account, or ownership
 * of it, takes the keys with it: new ones are made and wrapped to those who stay, so that grants to
 * teams, whose keysets this version has no access to, end there.
 *
 * @param isWhole wraps the keys anew to everybody, for a server that has lost them
 * @returns undefined when nothing changes
 */
export async function makeNextList(
  ports: VaultPorts,
  view: MembershipView,
  accountId: string,
  before: VerifiedAccessList | undefined,
  keys: AccountKeys,
  intents: readonly Intent[],
  isWhole = false,
): Promise<MadeList | undefined> {
  const { memberId, deviceId, workspaceId } = ports.unlocked()
  const grants = before?.statement.grants ?? []
  const wanted = wantedOf(view, memberId, grants, intents)
  const lost = grants.filter(
    ({ granteeId, granteeKind }) => granteeKind === 'member' && !wanted.has(granteeId),
  )
  // Who may not own any more signs nothing: another Owner's device takes it out.
  if (wanted.get(memberId)?.role !== 'owner') return undefined
  const demoted = demotedIn(grants, wanted)
  const isRotated = lost.length > 0 || demoted.length > 0
  const isSame = [...wanted.values()].every(({ kept }) => kept !== undefined)
  if (before !== undefined && isSame && !isRotated && !isWhole) return undefined

  const used = isRotated ? freshKeys(ports, keys) : keys
  const made: AccessGrant[] = isRotated ? [] : grants.filter((one) => one.granteeKind !== 'member')
  const wrapped = new Map<string, WrappedKeys>()
  for (const { member, role, kept } of wanted.values()) {
    if (kept !== undefined && !isRotated && !isWhole) {
      made.push(kept)
      continue
    }
    const { epoch: keysetEpoch, ...keyset } = member.keys
    const grantee = { kind: 'member', id: member.memberId, keysetEpoch, keyset } as const
    const account = { workspaceId, accountId }
    const one = await grantKeys(ports.platform.random, account, used, grantee, role)
    made.push(one.grant)
    wrapped.set(member.memberId, one.wrapped)
  }
  const statement = {
    workspaceId,
    accountId,
    version: (before?.statement.version ?? 0) + 1,
    prevHash: before?.hash ?? NO_PREVIOUS,
    head: headOf(view),
    grants: sortGrants(made),
    ...keyStatesOf(used),
    memberId,
    deviceId,
  }
  return {
    ...(await signNext(ports, before, statement)),
    keys: used,
    wrapped,
    isRotated,
    formerOwners: [...lost.filter(({ role }) => role === 'owner'), ...demoted].map(
      ({ granteeId }) => granteeId,
    ),
  }
}

/** Who is no Owner any more has had the secrets key, whatever role is left. */
function demotedIn(
  grants: readonly AccessGrant[],
  wanted: ReadonlyMap<string, Wanted>,
): AccessGrant[] {
  return grants.filter(
    ({ granteeId, role }) => role === 'owner' && (wanted.get(granteeId)?.role ?? role) !== 'owner',
  )
}

async function signNext(
  { unlocked, platform }: VaultPorts,
  before: VerifiedAccessList | undefined,
  statement: AccessListStatement,
): Promise<Pick<MadeList, 'verified' | 'bytes'>> {
  const { memberId, deviceId, deviceKey } = unlocked()
  // Each step takes some 20 ms for a thousand grants: others get a turn in between.
  const turn = async (): Promise<void> => {
    if (statement.grants.length > LONG) await platform.wait(0)
  }
  await turn()
  const list = signAccessList(statement, deviceKey)
  await turn()
  // Held to the same rules as everybody else's: what others would refuse is never sent.
  const author = { memberId, deviceId, publicKey: deviceKey.publicKey }
  const verified = checkSuccessor(before, list, author)
  await turn()
  return { verified, bytes: encodeAccessList(list) }
}

function wantedOf(
  { state }: MembershipView,
  self: string,
  grants: readonly AccessGrant[],
  intents: readonly Intent[],
): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>()
  const want = (memberId: string, role: AccountRole, kept?: AccessGrant): void => {
    const member = state.members.get(memberId as MemberId)
    if (member !== undefined) wanted.set(memberId, { member, role, kept })
  }
  for (const grant of grants) {
    const isLeft =
      grant.role === 'owner' && !mayHave(state.members.get(grant.granteeId as MemberId), 'owner')
    if (grant.granteeKind === 'member' && !isLeft) want(grant.granteeId, grant.role, grant)
  }
  if (grants.length === 0) want(self, 'owner')
  for (const intent of intents) {
    const { memberId } = intent
    const now = wanted.get(memberId)
    if (intent.kind === 'revoke') wanted.delete(memberId)
    else if (intent.kind === 'rewrap') {
      if (now !== undefined) want(memberId, now.role)
    } else if (
      now?.role !== intent.role &&
      mayHave(state.members.get(memberId as MemberId), intent.role)
    )
      want(memberId, intent.role)
  }
  return wanted
}

function freshKeys({ platform }: VaultPorts, { profile, secrets }: AccountKeys): AccountKeys {
  const next = (epoch: number) => ({
    epoch: epoch + 1,
    key: new AeadKey(platform.random(AEAD_KEY_LENGTH)),
  })
  return { profile: next(profile.epoch), secrets: next(secrets.epoch) }
}
