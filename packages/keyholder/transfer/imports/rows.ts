import { TransferError } from '../error.ts'
import { TRANSFER_LIMITS } from '../limits.ts'
import type { NoticeList } from '../notice.ts'
import type { Draft } from './draft.ts'

/** What a reader of a foreign format makes of a file: drafts of the rows that are logins. */
export interface ForeignRows {
  readonly rows: number
  readonly drafts: readonly Draft[]
  readonly notices: NoticeList
}

/** @throws {TransferError} `file.too-many` */
export function checkRowCount(rows: number): void {
  if (rows > TRANSFER_LIMITS.rows)
    throw new TransferError('file.too-many', `A file can have ${TRANSFER_LIMITS.rows} rows.`)
}
