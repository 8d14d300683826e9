import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import type { Happening } from '@keyward/log'
import { sha256 } from '@keyward/primitives/hash'
import { may } from '@keyward/workspace/rules'
import {
  type AccountContent,
  closeOffer,
  describePasskey,
  offerNames,
  type Passkey,
  passkeyStatus,
  type Profile,
  quarantinePasskey,
} from '../../accounts.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { contentFor } from '../accounts/opened.ts'
import { actorOf, type Desk, editAt } from '../desk.ts'

/**
 * What a site says of its passkeys (WebAuthn Level 3, section 5.1.10). IDs are base64url. The wire of
 * it, which programs read and write, is the channel's.
 */
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
 * it again; the activity says who heard it. One that it accepts after all comes back. Other names of
 * a user are only offered, to every Owner on every device. What others own stays as it is: their
 * devices have to hear it from the site themselves.
 *
 * @throws {KeyholderError} `session.*`, `replica.*`
 */
export async function heedSignal(desk: Desk, signal: SiteSignal): Promise<HeededSignal> {
  const changed: string[] = []
  const offered: string[] = []
  for (const { accountId } of desk.vault.index.byRpId(signal.rpId)) {
    const account = await desk.vault.get(accountId)
    if (account === undefined || account.deletedAt !== undefined) continue
    if (!may(actorOf(desk), 'account.edit', { relation: account.relation }).allowed) continue
    if (signal.kind === 'user') {
      if (await offerOther(desk, account, signal)) offered.push(accountId)
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
  const activity = wanted.flatMap(({ id, isApart }) => (isApart ? [refused(accountId, id)] : []))
  await desk.vault.save(accountId, edited, { onTaken: 'keep', activity })
  return true
}

/** For the activity. The log has no event of its own for coming back: it is a change of the account. */
function refused(accountId: string, credentialId: Uint8Array): Happening<'passkey-refused'> {
  const credentialIdHash = sha256(credentialId)
  return {
    event: 'passkey-refused',
    subject: { ceremony: 'get', accountId, credentialIdHash, sealedApp: null },
  }
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

/** @returns whether something is offered that was not */
async function offerOther(
  desk: Desk,
  { accountId, profile }: OpenAccount,
  { rpId, userId, name, displayName }: Extract<SiteSignal, { kind: 'user' }>,
): Promise<boolean> {
  const names = { userName: name, userDisplayName: displayName }
  const before = await contentFor(desk, accountId, 'account.edit')
  let content = before
  for (const passkey of profile.passkeys.values()) {
    const isOfUser = passkey.rpId === rpId && encodeBase64url(passkey.userHandle) === userId
    if (!isOfUser || passkeyStatus(passkey) === 'deleted') continue
    content = offerNames(content, passkey.credentialId, names, editAt(desk))
  }
  if (content === before) return false
  await desk.vault.save(accountId, content, { onTaken: 'keep' })
  return offersIn(accountId, content.profile).length > 0
}

/** Other names that a site has given the user of a passkey, until a person has decided. */
export interface UserOffer {
  readonly accountId: string
  /** Base64url. */
  readonly credentialId: string
  readonly name: string
  readonly displayName: string
}

/** The names that sites offer for passkeys in use of an account. @throws {KeyholderError} `account.*` */
export async function listUserOffers(
  desk: Pick<Desk, 'vault'>,
  accountId: string,
): Promise<readonly UserOffer[]> {
  const account = await desk.vault.get(accountId)
  return account === undefined ? [] : offersIn(accountId, account.profile)
}

function offersIn(accountId: string, { passkeys }: Profile): UserOffer[] {
  return [...passkeys.values()].flatMap((passkey) => {
    const { offer } = passkey
    if (offer?.value !== true || passkeyStatus(passkey) !== 'active') return []
    const [name, displayName] = offer.extra
    return [{ accountId, credentialId: encodeBase64url(passkey.credentialId), name, displayName }]
  })
}

/**
 * Takes a site's names for a passkey over, or leaves them: either way they are not offered any more,
 * on any device.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`, `replica.*`
 * @throws {AccountsError} `passkey.unknown`, `passkey.deleted`, `account.deleted`
 */
export async function answerUserOffer(
  desk: Desk,
  { accountId, credentialId, name, displayName }: UserOffer,
  answer: 'take' | 'leave',
): Promise<void> {
  const id = decodeBase64url(credentialId)
  const content = await contentFor(desk, accountId, 'account.edit')
  const names = { userName: name, userDisplayName: displayName }
  const decided = answer === 'take' ? describePasskey(content, id, names, editAt(desk)) : content
  const closed = closeOffer(decided, id, editAt(desk))
  if (closed !== content) await desk.vault.save(accountId, closed, { onTaken: 'keep' })
}
