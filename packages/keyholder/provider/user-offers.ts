import { type Records, recordsAt } from './records.ts'
import type { SealedRows } from './rows.ts'

/** Other names that a site has given the user of a passkey, until a person has decided. */
export interface UserOffer {
  readonly accountId: string
  /** Base64url. */
  readonly credentialId: string
  readonly name: string
  readonly displayName: string
  /** UTC milliseconds. */
  readonly at: number
}

const MOST = 200

/** What is offered on this device. Sealed: it names people. */
export function offersOf(rows: SealedRows): Records<UserOffer> {
  const form = {
    accountId: 'text',
    credentialId: 'text',
    name: 'text',
    displayName: 'text',
    at: 'number',
  } as const
  return recordsAt<UserOffer>(rows, 'provider/user-offers', form, MOST)
}
