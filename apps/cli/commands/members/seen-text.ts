import type { SeenAccount } from '@keyward/keyholder/commands'
import type { Page } from '../../frame/page.ts'

/** What a member has had the keys of. */
export function seenText(page: Page, name: string, seen: readonly SeenAccount[]): string {
  if (seen.length === 0) return page.line(`${name} had the keys of none of your accounts.`)
  const rows = seen.flatMap((account) =>
    account.passkeys.length === 0
      ? [[account.appName, account.username, '-', account.accountId]]
      : account.passkeys.map(({ rpId, credentialId }) => [
          account.appName,
          account.username,
          `${rpId} ${credentialId}`,
          account.accountId,
        ]),
  )
  return (
    page.line(`${name} had the keys of these; renew their passkeys and secrets at the apps:`) +
    page.table(
      [
        { head: 'APP', mayBeCut: true },
        { head: 'USERNAME', mayBeCut: true },
        { head: 'PASSKEY' },
        { head: 'ACCOUNT' },
      ],
      rows,
      '',
    )
  )
}
