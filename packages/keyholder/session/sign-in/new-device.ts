import { decodeBase64url, encodeBase64url, equalBytes } from '@keyward/codec'
import { type IdentityKey, makeIdentityKey } from '@keyward/primitives/identity'
import type { Me, SessionGranted } from '@keyward/protocol'
import { makeReplicaKey, openAnchor, VaultError } from '@keyward/vault/local'
import {
  encodeEntry,
  liveDevice,
  makeEntry,
  nextEntry,
  parseMemberId,
  parseWorkspaceId,
  type WorkspaceState,
} from '@keyward/workspace/chain'
import { KeyholderError } from '../../error.ts'
import type { SessionCall } from '../../membership/acting.ts'
import { type BelievedChain, checkBelieved } from '../../membership/anchor.ts'
import { isChainConflict } from '../../membership/append.ts'
import { asOwnRefusal, notAdmitted } from '../../membership/decide.ts'
import { advance, foldWhole } from '../../membership/fold.ts'
import { fetchChain } from '../../membership/pull.ts'
import type { Folded } from '../../membership/snapshot.ts'
import type { Remote } from '../../remote/port.ts'
import type { Change } from '../../replica/port.ts'
import { become } from '../become.ts'
import { callWith } from '../calls/call-with.ts'
import { type Core, sealingOf } from '../core.ts'
import { firstRows } from '../sign-up/first-rows.ts'
import { deviceOf, publicKeysOf } from '../keys/public-keys.ts'
import { newestOf, openKeysets } from '../state/keysets.ts'
import { methodRows } from '../state/methods.ts'
import { tokenOf } from '../state/token.ts'
import { idsOf, type Unlocked } from '../unlocked.ts'
import type { Account } from './account-key.ts'
import type { NewDevice } from './device.ts'

/** A device that has signed in, and is not one of the member's yet. */
export interface SignedIn {
  readonly remote: Remote
  readonly granted: SessionGranted
  readonly me: Me
  readonly device: NewDevice
  /** The server's OPAQUE key, if it was seen. */
  readonly serverKey: string
  /** What keeps the proof key. */
  readonly rows: readonly Change[]
}

/** What a device is given that sets itself up. */
export interface Given extends Account {
  /** From another device; otherwise the anchor that the server keeps sealed. */
  readonly believed?: BelievedChain
  readonly deviceKey?: IdentityKey
  /** A kit was used: new keys are due. */
  readonly areKeysDue?: boolean
}

/**
 * Makes this a device of the member: opens the keysets, holds the server's chain to what the member
 * believes, adds the device to it, and unlocks.
 *
 * @throws {KeyholderError} `session.not-admitted`, `membership.*`, `remote.*`, `replica.*`
 */
export async function setUpDevice(core: Core, signedIn: SignedIn, given: Given): Promise<void> {
  const { remote, granted, me, device, rows } = signedIn
  if (!me.isAdmitted) throw notAdmitted()
  const keys = await makeDevice(core, signedIn, given)
  const call = callWith(remote, granted.token)
  const believed = given.believed ?? (await openBelieved(core, keys, me))
  const chain = await joinChain(core, call, keys, device.name, believed)
  await become(core, {
    known: {
      ...idsOf(keys),
      origin: remote.origin,
      deviceName: device.name,
      address: me.address,
      serverKey: signedIn.serverKey,
      accountKeyEpoch: given.accountKeyEpoch,
      keysetEpoch: keys.keysetEpoch,
      isAdmitted: true,
      areKeysDue: given.areKeysDue ?? false,
    },
    unlocked: keys,
    token: tokenOf(granted),
    rows: [
      ...rows,
      ...(await firstRows(core, keys, me.keysets, chain)),
      ...(await methodRows(core.replica, me.methods, given.accountKeyEpoch)),
    ],
  })
}

async function makeDevice(
  core: Core,
  { me, device }: SignedIn,
  { accountKey, accountKeyEpoch, deviceKey }: Given,
): Promise<Unlocked> {
  const { aead, random } = core.platform
  const account = { accountKey, accountKeyEpoch }
  const keysets = await openKeysets(aead, me, account, me.keysets)
  return {
    workspaceId: parseWorkspaceId(me.workspaceId),
    memberId: parseMemberId(me.memberId),
    deviceId: device.deviceId,
    ...account,
    keysets,
    keysetEpoch: newestOf(keysets),
    deviceKey: deviceKey ?? makeIdentityKey(random),
    replicaKey: makeReplicaKey(random),
  }
}

async function openBelieved(core: Core, keys: Unlocked, me: Me): Promise<BelievedChain> {
  try {
    const anchor = decodeBase64url(me.anchor)
    return await openAnchor(sealingOf(core).aead, keys.accountKey, keys, anchor)
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    throw new KeyholderError('remote.malformed', 'The server gave another anchor than was left.', {
      cause: error,
    })
  }
}

/** One more than entries that may come first: the last one only looks. */
const MOST_TRIES = 6

/** Fetches and checks the chain, and adds the device by the member's own key if it is not there. */
async function joinChain(
  core: Core,
  call: SessionCall,
  keys: Unlocked,
  name: string,
  believed: BelievedChain,
): Promise<{ readonly entries: readonly Uint8Array[]; readonly folded: Folded }> {
  const entries = [...(await fetchChain(call, 0)).entries]
  let folded = foldWhole(entries)
  checkBelieved(keys.workspaceId, folded, believed)
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    await checkOwnKeys(folded.state, keys)
    if (isOwnDevice(folded.state, keys)) return { entries, folded }
    const added = introduce(core, folded.state, keys, name)
    try {
      await call('appendEntry', { body: { entry: encodeBase64url(added) } })
    } catch (error) {
      if (!isChainConflict(error)) throw error
    }
    // Either way there is something new: this entry, or one that came first.
    const next = await fetchChain(call, entries.length)
    folded = advance(folded, next.entries, next.head).folded
    entries.push(...next.entries)
  }
  throw new KeyholderError('remote.malformed', 'The server does not show what it has taken.')
}

/** The chain has to name the very keys that the account key opened. */
async function checkOwnKeys(state: WorkspaceState, keys: Unlocked): Promise<void> {
  const member = state.members.get(keys.memberId)
  if (member === undefined)
    throw new KeyholderError('session.not-admitted', 'The workspace does not have you as a member.')
  const own = await publicKeysOf(keys)
  const { epoch, signing, wrapping } = member.keys
  if (
    epoch !== own.epoch ||
    !equalBytes(signing, own.signing) ||
    !equalBytes(wrapping, own.wrapping)
  )
    throw new KeyholderError(
      'membership.proof',
      'The membership chain names other keys for you than your own.',
    )
}

function isOwnDevice(state: WorkspaceState, keys: Unlocked): boolean {
  const device = liveDevice(state, keys.memberId, keys.deviceId)
  return device !== undefined && equalBytes(device.signing, keys.deviceKey.publicKey)
}

/** The entry by which the member's own key brings the device in. */
function introduce(core: Core, state: WorkspaceState, keys: Unlocked, name: string): Uint8Array {
  const keyset = keys.keysets.get(keys.keysetEpoch)
  if (keyset === undefined) throw new TypeError('A member has the keyset of its newest epoch.')
  const by = { author: keys.memberId, device: null, time: core.platform.clock() }
  try {
    const body = { kind: 'device-added', device: deviceOf(keys, name) } as const
    return encodeEntry(makeEntry(keyset.identity, nextEntry(state, by, body)))
  } catch (error) {
    throw asOwnRefusal(error)
  }
}
