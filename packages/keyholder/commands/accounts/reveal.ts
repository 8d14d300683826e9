import type { ActivitySubjects } from '@keyward/log'
import type { AccountContent, HistoryItem } from '../../accounts.ts'
import type { Desk } from '../desk.ts'
import { contentFor } from './opened.ts'

/** A secret that a person may look at. */
export type RevealedSecret = Exclude<ActivitySubjects['secret-revealed']['secret'], 'private-key'>

/**
 * Secrets of an account in the clear, those that are empty left out. That they were looked at is
 * kept durably before they are given, and reported with the next sync.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`
 */
export async function revealSecrets(
  desk: Desk,
  accountId: string,
  wanted: readonly RevealedSecret[],
): Promise<Partial<Record<RevealedSecret, string>>> {
  const content = await contentFor(desk, accountId, 'account.view-secrets')
  const revealed: Partial<Record<RevealedSecret, string>> = {}
  for (const secret of wanted) {
    const text = textOf(content, secret)
    if (text !== '') revealed[secret] = text
  }
  await recordSeen(desk, accountId, Object.keys(revealed) as RevealedSecret[])
  return revealed
}

const FIELDS: Readonly<Record<string, RevealedSecret>> = {
  password: 'password',
  oneTimeCodeSeed: 'one-time-code',
  notes: 'note',
}

/** Keeps durably that former secrets of an account's history are looked at, before they are shown. */
export async function recordReveal(
  desk: Desk,
  accountId: string,
  history: readonly HistoryItem[],
): Promise<void> {
  const fields = history.filter(({ compartment }) => compartment === 'secrets')
  const seen = new Set(fields.flatMap(({ field }) => FIELDS[field] ?? []))
  await recordSeen(desk, accountId, [...seen])
}

async function recordSeen(
  { vault }: Desk,
  accountId: string,
  secrets: readonly RevealedSecret[],
): Promise<void> {
  if (secrets.length === 0) return
  await vault.record(
    secrets.map((secret) => ({ event: 'secret-revealed', subject: { accountId, secret } })),
  )
}

function textOf({ secrets }: AccountContent, secret: RevealedSecret): string {
  switch (secret) {
    case 'password':
      return secrets.password.value.reveal()
    case 'one-time-code':
      return secrets.oneTimeCodeSeed.value.reveal()
    case 'note':
      return secrets.notes.value.reveal()
  }
}
