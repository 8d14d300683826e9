import { Unprintable } from '@keyward/primitives/unprintable'
import type { ES256, PublicKey } from '@keyward/primitives/keys'
import { parseShare } from '../deal/sealed.ts'
import { CosigningError } from '../error.ts'
import { Fn, readP256 } from '../scalars/p256.ts'
import type { AcceptedDeal } from './accept-deal.ts'

const ROW_LENGTH = 112

export interface RowParts {
  readonly deal: AcceptedDeal
  readonly publicKey: Extract<PublicKey, { algorithm: typeof ES256 }>
  /** u2, v2, r, tag. */
  readonly bytes: Uint8Array
}

let take: (row: Es256Row) => RowParts

/**
 * The grantee's half of one sign-in with ES256. It starts one request, ever: the device marks its
 * index as spent, durably, before that request leaves, and erases the row.
 */
export class Es256Row extends Unprintable {
  /** i, its place in the deal. */
  readonly index: number
  readonly #parts: RowParts
  #spent = false

  static {
    take = (row) => {
      if (row.#spent) throw spent()
      row.#spent = true
      return row.#parts
    }
  }

  constructor(index: number, parts: RowParts) {
    super("grantee's row")
    this.index = index
    this.#parts = parts
  }

  /** A copy of its 112 bytes, for keeping it sealed. @throws {CosigningError} `share.spent` */
  exportBytes(): Uint8Array {
    if (this.#spent) throw spent()
    return new Uint8Array(this.#parts.bytes)
  }
}

/**
 * All rows of a deal, as they were sealed to the device.
 *
 * @throws {CosigningError} `share.malformed`; `share.deal` when it is not the grantee's half of this deal
 */
export function parseEs256Rows(deal: AcceptedDeal, opened: Uint8Array): Es256Row[] {
  const bytes = parseShare('grantee', deal, opened)
  if (bytes.length !== deal.count * ROW_LENGTH)
    throw malformed("The deal's rows have 112 bytes for each of its sign-ins.")
  return Array.from({ length: deal.count }, (_, index) =>
    parseEs256Row(deal, index, bytes.subarray(index * ROW_LENGTH, (index + 1) * ROW_LENGTH)),
  )
}

/** One row that the device kept. @throws {CosigningError} `share.malformed`, `share.deal` */
export function parseEs256Row(deal: AcceptedDeal, index: number, bytes: Uint8Array): Es256Row {
  const { publicKey } = deal
  if (!('y' in publicKey)) throw new CosigningError('share.deal', 'The deal has no rows.')
  if (!Number.isInteger(index) || index < 0 || index >= deal.count)
    throw malformed('The deal has no row of this index.')
  if (bytes.length !== ROW_LENGTH) throw malformed('A row has 112 bytes.')
  const [u2, v2, r] = [0, 32, 64].map((at) => readP256(bytes.subarray(at, at + 32)))
  if (u2 === undefined || v2 === undefined || r === undefined || Fn.is0(r))
    throw malformed('The numbers of a row are below n, and r is not 0.')
  return new Es256Row(index, { deal, publicKey, bytes: new Uint8Array(bytes) })
}

function malformed(message: string): CosigningError {
  return new CosigningError('share.malformed', message)
}

function spent(): CosigningError {
  return new CosigningError('share.spent', 'This row was used for a sign-in before.')
}

export { take as takeRow }
