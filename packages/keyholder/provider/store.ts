import { encodeBase64url } from '@keyward/codec'
import type { Happening } from '@keyward/log'
import { sha256 } from '@keyward/primitives/hash'
import type { CredentialSource, CredentialStore } from '@keyward/webauthn/authenticator'
import { WebAuthnError } from '@keyward/webauthn/data'
import {
  type AccountContent,
  addPasskey,
  createAccount,
  type Edit,
  recordUse,
} from '../accounts.ts'
import { KeyholderError } from '../error.ts'
import type { OpenAccount, Vault } from '../vault/vault.ts'
import { type Candidate, candidateOf, candidatesOf } from './candidates.ts'
import type { AccountAnswer } from './person.ts'

/** The person's choice; a new account has its id already. */
export type ChosenAccount =
  | Extract<AccountAnswer, { kind: 'existing' }>
  | (Extract<AccountAnswer, { kind: 'new' }> & { readonly accountId: string })

/** Where a new passkey goes: set by the gate once the person has chosen, before anything is saved. */
export interface Destination {
  answer: ChosenAccount | undefined
}

/**
 * The passkeys of an open vault as the authenticator's store. What it adds is durable, together
 * with the log of it, before the RP has its answer.
 */
export function vaultStore(
  vault: Vault,
  destination: Destination,
  editNow: () => Edit,
): CredentialStore {
  const seen = new Map<string, readonly Candidate[]>()
  const candidates = async (rpId: string): Promise<readonly Candidate[]> => {
    const known = seen.get(rpId) ?? (await candidatesOf(vault, rpId))
    seen.set(rpId, known)
    return known
  }
  return {
    async find(rpId, credentialId) {
      return candidateOf(await candidates(rpId), credentialId)?.source
    },
    async list(rpId) {
      return (await candidates(rpId)).map(({ source }) => source)
    },
    async add(source) {
      await addTo(vault, destination, source, editNow())
      seen.clear()
    },
    async countUp(source, next) {
      return countUp(vault, source, next, editNow())
    },
  }
}

async function addTo(
  vault: Vault,
  { answer }: Destination,
  source: CredentialSource,
  edit: Edit,
): Promise<void> {
  if (answer === undefined)
    throw new WebAuthnError('ceremony.internal', 'No account was chosen for the new passkey.')
  if (answer.kind === 'existing') {
    const account = await ownedAccount(vault, answer.accountId)
    const content = addPasskey(account, source, edit)
    const activity = [did('passkey-created', answer.accountId, source)]
    await vault.save(answer.accountId, content, { onTaken: 'keep', activity })
    return
  }
  const content = addPasskey(createAccount(answer.fields, edit), source, edit)
  const { accountId } = answer
  const activity = [did('passkey-created', accountId, source)]
  await vault.create(content, { accountId, onTaken: 'keep', activity })
}

/** Both compartments of an account of which the member is Owner. @throws {KeyholderError} `account.*` */
async function ownedAccount(vault: Vault, accountId: string): Promise<AccountContent> {
  const account = await vault.get(accountId)
  if (account === undefined)
    throw new KeyholderError('account.unknown', 'There is no such account.')
  return contentOf(account)
}

/** @throws {KeyholderError} `account.not-owner` */
function contentOf({ profile, secrets }: OpenAccount): AccountContent {
  if (secrets === undefined)
    throw new KeyholderError('account.not-owner', 'Only an Owner of this account can do this.')
  return { profile, secrets }
}

async function countUp(
  vault: Vault,
  source: CredentialSource,
  next: (stored: number) => number,
  edit: Edit,
): Promise<number> {
  const found = candidateOf(await candidatesOf(vault, source.rpId), source.id)
  if (found === undefined)
    throw new WebAuthnError('ceremony.no-credential', 'The passkey is no longer there.')
  const content = contentOf(found.account)
  const stored = content.secrets.passkeys.get(encodeBase64url(source.id))?.signCount ?? 0
  const signCount = next(stored)
  const used = recordUse(content, source.id, { at: edit.at, signCount })
  await vault.save(found.account.accountId, used, { onTaken: 'keep' })
  return signCount
}

/** Keeps durably, before the RP has its answer, that the member signed in with a passkey, and when. */
export async function recordSignIn(
  vault: Vault,
  rpId: string,
  credentialId: Uint8Array,
  at: number,
): Promise<void> {
  const found = candidateOf(await candidatesOf(vault, rpId), credentialId)
  if (found === undefined)
    throw new WebAuthnError('ceremony.no-credential', 'The passkey is no longer there.')
  const { account, source } = found
  const activity = [did('passkey-signed-in', account.accountId, source)]
  if (account.secrets === undefined) return vault.record(activity)
  const used = recordUse(contentOf(account), credentialId, { at, signCount: 0 })
  await vault.save(account.accountId, used, { onTaken: 'keep', activity })
}

function did(
  event: 'passkey-created' | 'passkey-signed-in',
  accountId: string,
  source: CredentialSource,
): Happening<'passkey-created' | 'passkey-signed-in'> {
  return { event, subject: { accountId, credentialIdHash: sha256(source.id) } }
}
