import { encodeBase64url } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import {
  membersOf,
  type Passkey,
  type PasskeyStatus,
  passkeyStatus,
  removedAt,
  type Secrets,
} from '../../accounts.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import type { Desk } from '../desk.ts'
import { openedAccount } from './opened.ts'
import type { RevealedSecret } from './reveal.ts'

/** A passkey as it is shown. Times are UTC milliseconds. */
export interface PasskeyView {
  /** Base64url. */
  readonly credentialId: string
  /** SHA-256 of the credential ID as base64url: what the activity names it by. */
  readonly credentialIdHash: string
  /** What people call it; empty when nobody named it. */
  readonly name: string
  readonly userName: string
  readonly rpId: string
  readonly createdAt: number | undefined
  readonly lastUsedAt: number | undefined
  readonly status: PasskeyStatus
  readonly deletedAt: number | undefined
}

/** An account as it is shown: no key and no secret is in it. */
export interface AccountView extends Pick<
  OpenAccount,
  'accountId' | 'relation' | 'grants' | 'isPending' | 'isUsernameTaken' | 'deletedAt'
> {
  readonly appName: string
  readonly username: string
  readonly displayName: string
  /** RP IDs that were written into the account, beside those of its passkeys. */
  readonly rpIds: readonly string[]
  readonly labels: readonly string[]
  /** The hosts to which a secret may be given; empty for who is no Owner. */
  readonly hosts: readonly string[]
  /** Which secrets there are; empty for who is no Owner. */
  readonly secrets: readonly RevealedSecret[]
  /** Those in use first, the newest of them first. */
  readonly passkeys: readonly PasskeyView[]
}

/** @throws {KeyholderError} `account.unknown`, `forbidden` */
export async function viewAccount(desk: Desk, accountId: string): Promise<AccountView> {
  const account = await openedAccount(desk, accountId)
  const { profile, secrets, relation, grants, isPending, isUsernameTaken, deletedAt } = account
  return {
    accountId,
    relation,
    grants,
    isPending,
    isUsernameTaken,
    deletedAt,
    appName: profile.appName.value,
    username: profile.username.value,
    displayName: profile.displayName.value,
    rpIds: membersOf(profile.rpIds),
    labels: membersOf(profile.labels),
    hosts: secrets === undefined ? [] : membersOf(secrets.hosts),
    secrets: secrets === undefined ? [] : presentOf(secrets),
    passkeys: Array.from(profile.passkeys.values(), passkeyView).toSorted(byUse),
  }
}

function passkeyView(passkey: Passkey): PasskeyView {
  const status = passkeyStatus(passkey)
  return {
    credentialId: encodeBase64url(passkey.credentialId),
    credentialIdHash: encodeBase64url(sha256(passkey.credentialId)),
    name: passkey.name.value,
    userName: passkey.userName.value,
    rpId: passkey.rpId,
    createdAt: passkey.createdAt,
    lastUsedAt: passkey.lastUsedAt,
    status,
    deletedAt: status === 'deleted' ? removedAt(passkey) : undefined,
  }
}

const ORDER: readonly PasskeyStatus[] = ['active', 'quarantined', 'deleted']

function byUse(a: PasskeyView, b: PasskeyView): number {
  return (
    ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || (b.createdAt ?? 0) - (a.createdAt ?? 0)
  )
}

function presentOf({ password, oneTimeCodeSeed, notes }: Secrets): RevealedSecret[] {
  const all = [
    ['password', password],
    ['one-time-code', oneTimeCodeSeed],
    ['note', notes],
  ] as const
  return all.flatMap(([name, { value }]) => (value.reveal() === '' ? [] : [name]))
}
