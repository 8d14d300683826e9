import { encodeBase64url, equalBytes } from '@keyward/codec'
import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { type Passkey, passkeyStatus, toCredentialSource } from '../accounts.ts'
import { isDamaged } from '../vault/rows/damage.ts'
import type { OpenAccount, Vault } from '../vault/vault.ts'
import type { PasskeyChoice } from './person.ts'

/** A passkey that may be used now, with the account it belongs to. */
export interface Candidate {
  readonly account: OpenAccount
  readonly passkey: Passkey
  readonly source: CredentialSource
}

/**
 * The active passkeys of one RP that this member may use, the newest first. Only accounts that the
 * index names for the RP are opened; an account that can't be opened is passed over, since it is
 * set apart and listed elsewhere, unless there is no other.
 *
 * @throws {KeyholderError} `replica.damaged` when nothing else is there than what can't be opened
 */
export async function candidatesOf(vault: Vault, rpId: string): Promise<Candidate[]> {
  const found: Candidate[] = []
  let damage: unknown
  for (const { accountId } of vault.index.byRpId(rpId)) {
    const account = await vault.get(accountId).catch((error: unknown) => {
      if (!isDamaged(error)) throw error
      damage = error
      return undefined
    })
    if (account === undefined) continue
    for (const passkey of account.profile.passkeys.values()) {
      if (passkey.rpId !== rpId || passkeyStatus(passkey) !== 'active') continue
      found.push({ account, passkey, source: sourceOf(account, passkey) })
    }
  }
  if (found.length === 0 && damage !== undefined) throw damage
  return found.toSorted((a, b) => (b.passkey.createdAt ?? 0) - (a.passkey.createdAt ?? 0))
}

/** The one with this ID, if it is among them. */
export function candidateOf(
  candidates: readonly Candidate[],
  credentialId: Uint8Array,
): Candidate | undefined {
  return candidates.find(({ passkey }) => equalBytes(passkey.credentialId, credentialId))
}

/** What a person sees of a candidate. */
export function choiceOf({ account, passkey }: Candidate): PasskeyChoice {
  const { profile } = account
  return {
    credentialId: encodeBase64url(passkey.credentialId),
    accountId: account.accountId,
    appName: profile.appName.value,
    username: profile.username.value === '' ? passkey.userName.value : profile.username.value,
    displayName:
      profile.displayName.value === '' ? passkey.userDisplayName.value : profile.displayName.value,
    name: passkey.name.value,
    userName: passkey.userName.value,
    relation: account.relation,
    sharedWith: account.grants.length,
    lastUsedAt: passkey.lastUsedAt,
  }
}

function sourceOf(account: OpenAccount, passkey: Passkey): CredentialSource {
  const key = encodeBase64url(passkey.credentialId)
  return toCredentialSource(passkey, account.secrets?.passkeys.get(key))
}
