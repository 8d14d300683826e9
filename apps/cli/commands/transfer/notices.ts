import type { Notice, NoticeReason } from '@keyward/keyholder/transfer'

/** What each notice says, for people. */
const REASONS: Readonly<Record<NoticeReason, string>> = {
  'row.malformed': 'can not be read',
  'row.too-large': 'is too large',
  'row.no-login': 'has no login in it',
  'row.kind': 'is no login but something else',
  'row.deleted': 'is deleted',
  'row.duplicate': 'is there twice',
  'row.unreadable': 'was written by a newer Keyward',
  'part.kind': 'has a part that Keyward does not have',
  'part.malformed': 'has a part that can not be read',
  attachment: 'has an attachment',
  history: 'has a history that is not taken along',
  'passkey.malformed': 'has a passkey that can not be read',
  'passkey.key': 'has a passkey whose key can not be used',
  'passkey.duplicate': 'has a passkey twice',
  'passkey.too-many': 'has too many passkeys',
  'passkey.extension': 'has a passkey with an extension that is not taken along',
  'passkey.deleted': 'has a deleted passkey',
  'passkey.quarantined': 'has a quarantined passkey',
  'passkey.name': 'has a passkey whose name is not taken along',
  'passkey.no-key': 'has a passkey without its key',
  'passkey.algorithm': 'has a passkey of an algorithm that the format does not have',
  'passkey.prf': 'has a passkey whose PRF seeds are not taken along',
  'passkey.flags': 'has a passkey whose flags are not taken along',
  'display-name': 'has a display name that is not taken along',
  hosts: 'has hosts that are not taken along',
  labels: 'has labels that are not taken along',
  'one-time-code': 'has a one-time code that can not be used',
  text: 'has a text that is too long or not allowed',
  'later-version': 'has parts of a newer Keyward',
}

const MOST_LINES = 50

/** The notices as lines, rows counted from 1. */
export function noticeLines(notices: readonly Notice[]): string[] {
  const lines = notices
    .slice(0, MOST_LINES)
    .map(({ row, effect, reason }) =>
      effect === 'left-out'
        ? `Row ${row + 1} was left out: it ${REASONS[reason]}.`
        : `Row ${row + 1} is not complete: it ${REASONS[reason]}.`,
    )
  const more = notices.length - lines.length
  return more === 0 ? lines : [...lines, `${more} more; --json has them all.`]
}
