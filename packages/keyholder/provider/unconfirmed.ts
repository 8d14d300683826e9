import { passkeyStatus } from '../accounts.ts'
import type { Vault } from '../vault/vault.ts'
import { type Records, recordsAt } from './records.ts'
import type { SealedRows } from './rows.ts'

/** A passkey that was made and of which it is not known whether the app received it. */
export interface Unconfirmed {
  readonly credentialId: string
  readonly accountId: string
  readonly rpId: string
  /** UTC milliseconds. */
  readonly at: number
}

const FORM = { credentialId: 'text', accountId: 'text', rpId: 'text', at: 'number' } as const
const MOST = 200

/** After so long a mark without its passkey is what a save left that never happened. */
const STALE = 60 * 60 * 1000

function marks(rows: SealedRows): Records<Unconfirmed> {
  return recordsAt<Unconfirmed>(rows, 'provider/unconfirmed', FORM, MOST)
}

/** Marks a passkey before it is saved, so that it can't be there unmarked. */
export function markUnconfirmed(rows: SealedRows, made: Unconfirmed): Promise<void> {
  return marks(rows).update((before) => [...before, made])
}

/** The credential IDs, base64url, that are marked. */
export async function unconfirmedIds(rows: SealedRows): Promise<ReadonlySet<string>> {
  return new Set((await marks(rows).list()).map(({ credentialId }) => credentialId))
}

/**
 * Takes the mark away: the app has the passkey, or the person looked at it and keeps it. Without a
 * mark nothing happens.
 */
export async function confirmPasskey(rows: SealedRows, credentialId: string): Promise<void> {
  const all = marks(rows)
  const isMarked = (await all.list()).some((one) => one.credentialId === credentialId)
  if (!isMarked) return
  await all.update((before) => before.filter((one) => one.credentialId !== credentialId))
}

/**
 * The passkeys that were made and whose app may not have received them. They are kept until the
 * person removes them: the app may well know them. Marks whose passkey was never saved go.
 */
export async function unconfirmedPasskeys(
  rows: SealedRows,
  vault: Vault,
  now: number,
): Promise<readonly Unconfirmed[]> {
  const found: Unconfirmed[] = []
  const stale = new Set<string>()
  for (const mark of await marks(rows).list()) {
    const account = await vault.get(mark.accountId)
    const passkey = account?.profile.passkeys.get(mark.credentialId)
    if (passkey !== undefined && passkeyStatus(passkey) !== 'deleted') found.push(mark)
    else if (now - mark.at > STALE) stale.add(mark.credentialId)
  }
  if (stale.size > 0)
    await marks(rows).update((before) =>
      before.filter(({ credentialId }) => !stale.has(credentialId)),
    )
  return found
}
