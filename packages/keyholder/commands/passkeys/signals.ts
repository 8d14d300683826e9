import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { may } from '@keyward/workspace/rules'
import {
  type AccountContent,
  describePasskey,
  type Passkey,
  passkeyStatus,
  quarantinePasskey,
} from '../../accounts.ts'
import { offersOf, type UserOffer } from '../../provider/user-offers.ts'
import type { SealedRows } from '../../provider/rows.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { contentFor } from '../accounts/opened.ts'
import { actorOf, type Desk, editAt } from '../desk.ts'

/** What a site says of its passkeys (WebAuthn Level 3, section 5.1.10). IDs are base64url. */
export type SiteSignal = { readonly rpId: string } & (
  | { readonly kind: 'unknown'; readonly credentialId: string }
  | {
      readonly kind: 'accepted'
      readonly userId: string
      readonly credentialIds: readonly string[]
    }
  | {
      readonly kind: 'user'
      readonly userId: string
      readonly name: string
      readonly displayName: string
    }
)

/** What became of it, of accounts that this member may edit. */
export interface HeededSignal {
  /** Accounts with a passkey that is not offered any more, or is again. */
  readonly changed: readonly string[]
  /** Accounts for whose passkeys another name is offered. */
  readonly offered: readonly string[]
}

/**
 * Takes in what a site said, for its own RP ID only. A passkey that it does not know any more is set
 * apart: not offered, never deleted, and shown to everybody who has the account until an Owner uses
 * it again. One that it accepts after all comes back. Other names of a user are only offered. What
 * others own stays as it is: their devices have to hear it from the site themselves.
 *
 * @throws {KeyholderError} `session.*`, `replica.*`
 */
export async function heedSignal(
  desk: Desk,
  rows: SealedRows,
  signal: SiteSignal,
): Promise<HeededSignal> {
  const changed: string[] = []
  const offered: string[] = []
  for (const { accountId } of desk.vault.index.byRpId(signal.rpId)) {
    const account = await desk.vault.get(accountId)
    if (account === undefined || account.deletedAt !== undefined) continue
    if (!may(actorOf(desk), 'account.edit', { relation: account.relation }).allowed) continue
    if (signal.kind === 'user') {
      if (await offerNames(desk, rows, account, signal)) offered.push(accountId)
    } else if (await setApart(desk, account, signal)) changed.push(accountId)
  }
  return { changed, offered }
}

async function setApart(
  desk: Desk,
  { accountId, profile }: OpenAccount,
  signal: Exclude<SiteSignal, { kind: 'user' }>,
): Promise<boolean> {
  const wanted = [...profile.passkeys.values()].flatMap((passkey) => {
    const isApart = becomesApart(passkey, signal)
    const isSo = passkeyStatus(passkey) === 'quarantined'
    return isApart === undefined || isApart === isSo ? [] : [{ id: passkey.credentialId, isApart }]
  })
  if (wanted.length === 0) return false
  const edited = wanted.reduce<AccountContent>(
    (content, { id, isApart }) => quarantinePasskey(content, id, isApart, editAt(desk)),
    await contentFor(desk, accountId, 'account.edit'),
  )
  await desk.vault.save(accountId, edited, { onTaken: 'keep' })
  return true
}

/** undefined: the signal says nothing of this passkey. */
function becomesApart(
  passkey: Passkey,
  signal: Exclude<SiteSignal, { kind: 'user' }>,
): boolean | undefined {
  if (passkey.rpId !== signal.rpId || passkeyStatus(passkey) === 'deleted') return undefined
  const id = encodeBase64url(passkey.credentialId)
  if (signal.kind === 'unknown') return id === signal.credentialId ? true : undefined
  if (encodeBase64url(passkey.userHandle) !== signal.userId) return undefined
  return !signal.credentialIds.includes(id)
}

async function offerNames(
  desk: Desk,
  rows: SealedRows,
  { accountId, profile }: OpenAccount,
  { rpId, userId, name, displayName }: Extract<SiteSignal, { kind: 'user' }>,
): Promise<boolean> {
  const at = desk.platform.clock()
  const offers = [...profile.passkeys.values()].flatMap((passkey): UserOffer[] => {
    const isOfUser = passkey.rpId === rpId && encodeBase64url(passkey.userHandle) === userId
    const isNew = passkey.userName.value !== name || passkey.userDisplayName.value !== displayName
    if (!isOfUser || !isNew || passkeyStatus(passkey) === 'deleted') return []
    const credentialId = encodeBase64url(passkey.credentialId)
    return [{ accountId, credentialId, name, displayName, at }]
  })
  if (offers.length === 0) return false
  const ids = new Set(offers.map(({ credentialId }) => credentialId))
  await offersOf(rows).update((before) => [
    ...before.filter(({ credentialId }) => !ids.has(credentialId)),
    ...offers,
  ])
  return true
}

/** The names that sites offer for passkeys of an account. @throws {KeyholderError} `replica.*` */
export async function listUserOffers(
  rows: SealedRows,
  accountId: string,
): Promise<readonly UserOffer[]> {
  return (await offersOf(rows).list()).filter((one) => one.accountId === accountId)
}

/**
 * Takes a site's names for a passkey over, or leaves them: either way they are not offered any more.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`, `replica.*`
 * @throws {AccountsError} `passkey.unknown`, `passkey.deleted`, `account.deleted`
 */
export async function answerUserOffer(
  desk: Desk,
  rows: SealedRows,
  { accountId, credentialId, name, displayName }: UserOffer,
  answer: 'take' | 'leave',
): Promise<void> {
  if (answer === 'take') {
    const content = await contentFor(desk, accountId, 'account.edit')
    const names = { userName: name, userDisplayName: displayName }
    const id = decodeBase64url(credentialId)
    const described = describePasskey(content, id, names, editAt(desk))
    await desk.vault.save(accountId, described, { onTaken: 'keep' })
  }
  await offersOf(rows).update((before) => before.filter((one) => one.credentialId !== credentialId))
}
