/** Why a row, or a part of one, did not make it. */
export type NoticeReason =
  // Whole rows
  | 'row.malformed'
  | 'row.too-large'
  | 'row.no-login'
  | 'row.kind'
  | 'row.deleted'
  | 'row.duplicate'
  | 'row.unreadable'
  // Parts of imported rows
  | 'part.kind'
  | 'part.malformed'
  | 'attachment'
  // Parts of both
  | 'history'
  | 'passkey.malformed'
  | 'passkey.key'
  | 'passkey.duplicate'
  | 'passkey.too-many'
  | 'passkey.extension'
  // What a format can't hold of an exported row
  | 'passkey.deleted'
  | 'passkey.quarantined'
  | 'passkey.name'
  | 'passkey.no-key'
  | 'passkey.algorithm'
  | 'passkey.prf'
  | 'passkey.flags'
  | 'display-name'
  | 'hosts'
  | 'labels'
  | 'one-time-code'
  | 'text'
  | 'later-version'

/**
 * What happened to a row. Of every row that became no account there is exactly one notice with the
 * effect `left-out`; an `incomplete` one is about a row that lacks something now. Rows are named by
 * their position alone: a notice holds nothing of their content.
 */
export interface Notice {
  /** The row's position, from 0: in the file at an import, in the given list at an export. */
  readonly row: number
  readonly effect: 'left-out' | 'incomplete'
  readonly reason: NoticeReason
  /** The position of the part inside its row, from 0, where the row has a list of them. */
  readonly part?: number
}

/** Collects the notices of one file. */
export class NoticeList {
  readonly #notices: Notice[] = []

  leftOut(row: number, reason: NoticeReason): void {
    this.#notices.push({ row, effect: 'left-out', reason })
  }

  incomplete(row: number, reason: NoticeReason, part?: number): void {
    this.#notices.push({
      row,
      effect: 'incomplete',
      reason,
      ...(part === undefined ? {} : { part }),
    })
  }

  /** All of them, by row; those of one row as they came. */
  sorted(): Notice[] {
    return this.#notices.toSorted((a, b) => a.row - b.row)
  }
}
