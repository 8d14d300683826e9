import { encodeBase64url } from '@keyward/codec'
import type { ChangeKeys } from '@keyward/protocol'
import { makeKeyset } from '@keyward/vault/keyset'
import { makeAccountKey, type PassphraseRegistration } from '@keyward/vault/unlock'
import {
  appendEntry,
  encodeEntry,
  type MemberKeys,
  type SignedEntry,
} from '@keyward/workspace/chain'
import { isChainConflict, nextOwnEntry } from '../../membership/append.ts'
import { pullChain } from '../../membership/pull.ts'
import { become } from '../become.ts'
import { remoteOf } from '../calls/remote.ts'
import { actingOf } from '../calls/acting.ts'
import { sessionCall } from '../calls/session-call.ts'
import { type Core, requireKnown, requireOpen, sealingOf } from '../core.ts'
import { ShownKit } from '../shown-kit.ts'
import { localMethodRow, makeAnchor, makeMethods } from '../sign-up/enrolment.ts'
import { publicKeysOf } from './public-keys.ts'
import { registerPassphrase, requireStrength } from '../sign-up/passphrase.ts'
import { knownRow } from '../state/known.ts'
import { keysetsRow, sealKeysets } from '../state/keysets.ts'
import { readMethods, removedMethodRow } from '../state/methods.ts'
import type { Unlocked } from '../unlocked.ts'
import { keepDevice } from '../unlock/device.ts'
import { keepOffline } from '../unlock/offline.ts'
import { rewrapped } from '../unlock/open-with.ts'

/**
 * Makes a new account key and a new keyset, known to the passphrase given here and to a new recovery
 * kit: whoever has an old passphrase, an old kit, a passkey or a lost device opens nothing that comes
 * after. The passphrase may be the present one or another. Passkeys that unlocked Keyward have to be
 * added again; the member's other devices unlock by the new passphrase. Grants wrapped to the old
 * keyset are renewed by synchronisation.
 *
 * @returns the new kit, to be shown once; the old one is worthless
 * @throws {KeyholderError} `session.locked`, `session.weak-passphrase`, `membership.*`, `forbidden`,
 *   `remote.*`, `replica.*`. After `remote.offline` the keys may be changed: the next unlocking
 *   tells, and `known.areKeysDue` stays set, because the new kit was never shown
 */
export async function renewKeys(core: Core, passphrase: string): Promise<ShownKit> {
  core.isRenewing = true
  try {
    return await renew(core, passphrase)
  } finally {
    core.isRenewing = false
  }
}

async function renew(core: Core, passphrase: string): Promise<ShownKit> {
  const known = requireKnown(core)
  const { unlocked: from } = requireOpen(core)
  requireStrength(passphrase, [known.address])
  await markDue(core)
  const to = await nextKeys(core, from)
  const remote = await remoteOf(core)
  const registration = await registerPassphrase(remote, known, passphrase)
  const made = await changed(core, to, registration)
  const hadDevice = (await readMethods(core.replica)).some(({ kind }) => kind === 'device')
  await become(core, {
    known: {
      ...known,
      accountKeyEpoch: to.accountKeyEpoch,
      keysetEpoch: to.keysetEpoch,
      serverKey: registration.serverKey,
      areKeysDue: false,
    },
    unlocked: to,
    token: requireOpen(core).token,
    rows: [
      ...made.chain,
      ...(await rewrapped(core, from, to)),
      ...(await readMethods(core.replica)).map(({ methodId }) => removedMethodRow(methodId)),
      keysetsRow(made.keysets),
      localMethodRow(made.kitMethod),
    ],
  })
  await keepOffline(core, passphrase)
  if (hadDevice && core.options.biometricKey !== undefined) await keepDevice(core)
  return new ShownKit(made.kit)
}

async function markDue(core: Core): Promise<void> {
  const known = { ...requireKnown(core), areKeysDue: true }
  await core.replica.write([knownRow(known)])
  core.known = known
}

async function nextKeys(core: Core, from: Unlocked): Promise<Unlocked> {
  const { random } = core.platform
  const keysetEpoch = from.keysetEpoch + 1
  return {
    ...from,
    accountKey: makeAccountKey(random),
    accountKeyEpoch: from.accountKeyEpoch + 1,
    keysets: new Map([...from.keysets, [keysetEpoch, await makeKeyset(random)]]),
    keysetEpoch,
  }
}

const MOST_TRIES = 5

/** Tells the server all at once; when another entry came first, signs anew. */
async function changed(core: Core, to: Unlocked, registration: PassphraseRegistration) {
  const membership = () => requireOpen(core).membership
  const { passphrase, kitMethod, kit } = await makeMethods(core, to, registration)
  const keysets = await sealKeysets(sealingOf(core), to, to, to.keysets)
  const keys = await publicKeysOf(to)
  for (let attempt = 1; ; attempt += 1) {
    const entry = nextEntryOf(core, keys)
    const bytes = encodeEntry(entry)
    const body: ChangeKeys = {
      accountKeyEpoch: to.accountKeyEpoch,
      entry: encodeBase64url(bytes),
      anchor: await makeAnchor(core, to, appendEntry(membership().state, entry)),
      keysets,
      methods: [passphrase, kitMethod],
    }
    try {
      const { head } = await sessionCall(core, 'changeKeys', { body })
      const isLast = head.sequence === entry.sequence
      const adoption = await membership().prepare([bytes], isLast ? head : undefined)
      return { kit, kitMethod, keysets, chain: adoption.changes }
    } catch (error) {
      if (!isChainConflict(error) || attempt === MOST_TRIES) throw error
      await pullChain(actingOf(core))
    }
  }
}

function nextEntryOf(core: Core, keys: MemberKeys): SignedEntry {
  const { membership, unlocked } = requireOpen(core)
  const acting = { platform: core.platform, membership: () => membership, unlocked: () => unlocked }
  const entry = nextOwnEntry(acting, () => ({ kind: 'keys-changed', keys }))
  if (entry === undefined) throw new TypeError('New keys are always something to say.')
  return entry
}
