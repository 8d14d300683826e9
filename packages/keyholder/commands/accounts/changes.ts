import {
  type AccountContent,
  editAccount as edited,
  type HistoryItem,
  historyOf,
  renamePasskey as renamed,
} from '../../accounts.ts'
import { PROFILE_TEXTS, SECRET_TEXTS } from '../../accounts/content/types.ts'
import { decodeBase64url } from '@keyward/codec'
import { type Desk, editAt } from '../desk.ts'
import { contentFor } from './opened.ts'
import { recordReveal } from './reveal.ts'
import { requireUsername } from './usernames.ts'

/** A change of one field: who replaced what was there before. */
export interface AccountChange {
  /** Names the change within its account; the same as long as the history keeps it. */
  readonly id: string
  readonly field: string
  /** Of a passkey's field, its credential ID as base64url. */
  readonly credentialId: string | undefined
  /** What was there before; undefined for a secret, which `showFormer` gives. */
  readonly former: string | undefined
  /** When it was replaced, UTC milliseconds, and on which device. */
  readonly at: number
  readonly deviceId: string
  /** Whether `restoreFormer` can bring the value back. */
  readonly isRestorable: boolean
}

/**
 * What was changed in an account, the latest first, as far as its history reaches back.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`
 */
export async function accountChanges(
  desk: Desk,
  accountId: string,
): Promise<readonly AccountChange[]> {
  const content = await contentFor(desk, accountId, 'account.view-secrets')
  return changesOf(content).toSorted((a, b) => b.at - a.at)
}

/**
 * A former secret in the clear. That it was looked at is kept durably before it is given.
 *
 * @returns undefined when the history does not have it any more
 * @throws {KeyholderError} `account.*`, `forbidden`
 */
export async function showFormer(
  desk: Desk,
  accountId: string,
  changeId: string,
): Promise<string | undefined> {
  const content = await contentFor(desk, accountId, 'account.view-secrets')
  const item = historyOf(content).find((one) => idOf(one) === changeId)
  if (item === undefined) return undefined
  await recordReveal(desk, accountId, [item])
  return textOf(item)
}

/**
 * Brings the value back that a change replaced. What is there now goes into the history.
 *
 * @returns whether anything changed; false too when the history does not have the value any more
 * @throws {KeyholderError} `account.*`, `forbidden`
 * @throws {AccountsError} `account.deleted`, `passkey.unknown`, `passkey.deleted`
 */
export async function restoreFormer(
  desk: Desk,
  accountId: string,
  changeId: string,
): Promise<boolean> {
  const content = await contentFor(desk, accountId, 'account.edit')
  const item = historyOf(content).find((one) => idOf(one) === changeId)
  if (item === undefined || !isRestorable(item)) return false
  const after = restored(content, item, desk)
  if (after === content) return false
  await requireUsername(desk, accountId, after)
  await desk.vault.save(accountId, after, { onTaken: 'refuse' })
  return true
}

function restored(content: AccountContent, item: HistoryItem, desk: Desk): AccountContent {
  const { field, credentialId } = item
  if (credentialId === undefined) return edited(content, { [field]: textOf(item) }, editAt(desk))
  return renamed(content, decodeBase64url(credentialId), textOf(item), editAt(desk))
}

const TEXTS: ReadonlySet<string> = new Set([...PROFILE_TEXTS, ...SECRET_TEXTS])

/** Of a passkey people write the name alone: the rest is what its app says. */
function isRestorable({ field, credentialId }: HistoryItem): boolean {
  return credentialId === undefined ? TEXTS.has(field) : field === 'name'
}

/** The stamp of each value is when it was written, which is when the one before it was replaced. */
function changesOf(content: AccountContent): AccountChange[] {
  const next = new Map<string, { readonly at: number; readonly by: string } | undefined>()
  return historyOf(content).map((item) => {
    const { field, credentialId } = item
    const place = `${credentialId ?? ''}/${field}`
    const by = next.has(place) ? next.get(place) : presentOf(content, field, credentialId)
    next.set(place, item)
    return {
      id: idOf(item),
      field,
      credentialId,
      former: item.compartment === 'profile' ? item.value : undefined,
      at: by?.at ?? item.at,
      deviceId: by?.by ?? item.by,
      isRestorable: isRestorable(item),
    }
  })
}

function presentOf(
  { profile, secrets }: AccountContent,
  field: string,
  credentialId: string | undefined,
): { readonly at: number; readonly by: string } | undefined {
  const place =
    credentialId === undefined ? { ...profile, ...secrets } : profile.passkeys.get(credentialId)
  const register: unknown = (place as Record<string, unknown> | undefined)?.[field]
  return register instanceof Object && 'at' in register && 'by' in register
    ? (register as { at: number; by: string })
    : undefined
}

function idOf({ compartment, credentialId, field, at, by }: HistoryItem): string {
  return [compartment, credentialId ?? '', field, at, by].join('/')
}

function textOf(item: HistoryItem): string {
  return item.compartment === 'profile' ? item.value : item.value.reveal()
}
