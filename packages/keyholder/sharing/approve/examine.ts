import { decodeBase64url, encodeBase64url, equalBytes } from '@keyward/codec'
import { encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import type { SignInApprovals } from '@keyward/protocol'
import { openForApprover } from '@keyward/vault/deal'
import { parseClientData, WebAuthnError } from '@keyward/webauthn/data'
import { type DeviceId, liveDevice, type MemberId } from '@keyward/workspace/chain'
import { type Passkey, passkeyStatus } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'
import { unlessDamaged } from '../../vault/rows/damage.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { verifiedList } from '../owners.ts'
import type { SharingPorts } from '../ports.ts'
import { parseShown, type ShownSignIn } from './shown.ts'

export type AskedApproval = SignInApprovals['asked'][number]

/** A sign-in that waits for approval, and holds against what this device knows by itself. */
export interface ExaminedApproval {
  readonly asked: AskedApproval
  readonly account: OpenAccount
  readonly passkey: Passkey
  readonly deviceName: string
  /** undefined: a platform gave the hash of it alone, and nobody can say what is signed. */
  readonly origin: string | undefined
  readonly reason: string | undefined
}

/**
 * Holds what the server and the grantee say of a sign-in against the account, the access list and
 * the chain: who asks has the account and the device; the RP ID is that of one of the account's
 * passkeys; and what is signed, where it is known, is a sign-in to that RP by a page of its own.
 *
 * @throws {KeyholderError} `cosigning.approval-refused` with what is wrong in `detail`; `replica.*`
 */
export async function examineApproval(
  ports: SharingPorts,
  asked: AskedApproval,
): Promise<ExaminedApproval> {
  const { context, vault } = ports
  const account = await unlessDamaged(() => vault.get(asked.accountId))
  const list = await unlessDamaged(() => verifiedList(context, asked.accountId))
  if (account?.relation !== 'owner') throw refused('account', 'the account is not yours')
  const grant = list?.grants.find(({ granteeId }) => granteeId === asked.memberId)
  if (grant === undefined || grant.role === 'owner')
    throw refused('member', 'the account is not shared with the member who asks')
  const { state } = context.membership
  const device = liveDevice(state, asked.memberId as MemberId, asked.deviceId as DeviceId)
  if (device === undefined) throw refused('device', 'the device is not one of the member’s')
  const shown = await openShown(ports, asked)
  const passkey = account.profile.passkeys.get(encodeBase64url(shown.credentialId))
  if (passkey === undefined || passkeyStatus(passkey) !== 'active')
    throw refused('passkey', 'the account has no such passkey')
  const rpIdHash = decodeBase64url(asked.authenticatorData).subarray(0, 32)
  if (!equalBytes(rpIdHash, sha256(encodeUtf8(passkey.rpId))))
    throw refused('rp-id', 'it is for another site than the passkey')
  const origin = checkClientData(shown, decodeBase64url(asked.clientDataHash), passkey.rpId)
  return { asked, account, passkey, deviceName: device.name, origin, reason: shown.reason }
}

/** @returns the origin; undefined where only the hash is known */
function checkClientData(
  { clientDataJSON }: ShownSignIn,
  hash: Uint8Array,
  rpId: string,
): string | undefined {
  if (clientDataJSON === undefined) return undefined
  if (!equalBytes(sha256(clientDataJSON), hash))
    throw refused('hash', 'what would be signed is not what is shown')
  try {
    const { type, origin } = parseClientData(clientDataJSON)
    if (type !== 'webauthn.get') throw refused('type', 'it is no sign-in')
    if (!isOriginOf(origin, rpId)) throw refused('origin', 'the page is not one of the site’s')
    return origin
  } catch (error) {
    if (error instanceof WebAuthnError)
      throw refused('client-data', 'what would be signed is malformed')
    throw error
  }
}

/** A page at the RP ID or below it, over https or on this very machine; or an Android app. */
function isOriginOf(origin: string, rpId: string): boolean {
  if (origin.startsWith('android:apk-key-hash:')) return true
  const match = /^(https?):\/\/([^/:@?#[\]]+)(?::\d+)?$/.exec(origin)
  const [, scheme, host = ''] = match ?? []
  const isLocal = host === 'localhost' || host.endsWith('.localhost')
  if (scheme === undefined || (scheme === 'http' && !isLocal)) return false
  return host === rpId || host.endsWith(`.${rpId}`)
}

async function openShown({ context }: SharingPorts, asked: AskedApproval): Promise<ShownSignIn> {
  const { workspaceId, memberId, keysets } = context.unlocked()
  const { approvalId } = asked
  const body = decodeBase64url(asked.body)
  for (const [keysetEpoch, keyset] of [...keysets].toReversed()) {
    const place = { workspaceId, approvalId, memberId, keysetEpoch }
    const content = await unlessDamaged(() => openForApprover(keyset, place, body))
    const shown = content && (await unlessDamaged(async () => parseShown(content)))
    if (shown !== undefined) return shown
  }
  throw refused('body', 'it can’t be opened on this device')
}

function refused(detail: string, what: string): KeyholderError {
  const message = `This sign-in can’t be approved: ${what}.`
  return new KeyholderError('cosigning.approval-refused', message, { detail })
}
