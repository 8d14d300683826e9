import { encodeBase64url } from '@keyward/codec'
import type { Enrolment, NewMethod } from '@keyward/protocol'
import { sealAnchor } from '@keyward/vault/local'
import {
  kitSecret,
  kitSignInKey,
  makeRecoveryKit,
  type PassphraseRegistration,
  type RecoveryKit,
  wrapAccountKey,
} from '@keyward/vault/unlock'
import type { WorkspaceState } from '@keyward/workspace/chain'
import { type Core, newId, sealingOf } from '../core.ts'
import { sealKeysets } from '../state/keysets.ts'
import { type LocalMethod, methodRow } from '../state/methods.ts'
import type { Change } from '../../replica/port.ts'
import { decodeBase64url } from '@keyward/codec'
import type { Unlocked } from '../unlocked.ts'

type PassphraseMethod = Enrolment['passphrase']
type KitMethod = Enrolment['kit']

/** The passphrase and a new kit, both wrapping the account key. */
export async function makeMethods(
  core: Core,
  keys: Unlocked,
  registration: PassphraseRegistration,
): Promise<{
  readonly passphrase: PassphraseMethod
  readonly kitMethod: KitMethod
  readonly kit: RecoveryKit
}> {
  const { accountKeyEpoch } = keys
  const wrap = async (methodId: string, secret: PassphraseRegistration['secret']) => {
    const context = { ...keys, methodId }
    const wrapped = await wrapAccountKey(sealingOf(core), secret, context, keys.accountKey)
    return { methodId, accountKeyEpoch, wrapped: encodeBase64url(wrapped) }
  }
  const kit = makeRecoveryKit(core.platform.random)
  const { record } = registration
  return {
    kit,
    passphrase: {
      kind: 'passphrase',
      record,
      ...(await wrap(newId(core), registration.secret)),
    },
    kitMethod: {
      kind: 'kit',
      publicKey: encodeBase64url(kitSignInKey(kit).publicKey),
      ...(await wrap(newId(core), kitSecret(kit))),
    },
  }
}

/** What a new member leaves with the server. */
export async function makeEnrolment(
  core: Core,
  keys: Unlocked,
  address: string,
  registration: PassphraseRegistration,
  state: WorkspaceState,
): Promise<{ readonly enrolment: Enrolment; readonly kit: RecoveryKit }> {
  const { passphrase, kitMethod, kit } = await makeMethods(core, keys, registration)
  const [keyset] = await sealKeysets(sealingOf(core), keys, keys, keys.keysets)
  if (keyset === undefined) throw new TypeError('A new member has a keyset.')
  const anchor = await makeAnchor(core, keys, state)
  return { enrolment: { address, anchor, keyset, passphrase, kit: kitMethod }, kit }
}

/** Which chain the member believes, sealed for the server to keep. */
export async function makeAnchor(
  core: Core,
  keys: Unlocked,
  state: WorkspaceState,
): Promise<string> {
  const { genesisHash, head } = state
  const anchor = { genesisHash, head: { sequence: head.sequence + 1, hash: head.hash } }
  return encodeBase64url(await sealAnchor(sealingOf(core), keys.accountKey, keys, anchor))
}

/** A method as the replica keeps it. */
export function localMethodRow(method: NewMethod & { readonly kind: 'kit' | 'passkey' }): Change {
  const { methodId, kind, accountKeyEpoch, wrapped } = method
  const local: LocalMethod = {
    methodId,
    kind,
    accountKeyEpoch,
    wrapped: decodeBase64url(wrapped),
    record: new Uint8Array(),
  }
  return methodRow(local)
}
