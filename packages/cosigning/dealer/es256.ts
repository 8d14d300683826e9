import type { Random } from '@keyward/primitives/signature'
import { deriveHalves, deriveTag, deriveTagKey, type RowName } from '../halves/es256.ts'
import { Fn, readP256, reduceP256, writeP256 } from '../scalars/p256.ts'
import { deriveNonce, makeNonce, type Nonce } from './nonce.ts'

/** u2, v2, r of 32 bytes each, and the tag of 16. A row's index is its place. */
const ROW_LENGTH = 112

export interface RowsInput {
  /** d, 32 bytes, from 1 to n - 1. */
  readonly key: Uint8Array
  readonly seed: Uint8Array
  readonly dealId: Uint8Array
  readonly count: number
}

/** So many rows are made without a pause: some 10 ms on a computer, and below 50 on a slow phone. */
const ROWS_AT_ONCE = 16

/** The grantee's rows of a deal, one after the other, with a pause after each few. */
export function* makeRows(
  input: RowsInput,
  random: Random,
): Generator<undefined, Uint8Array, undefined> {
  const rows = new Uint8Array(input.count * ROW_LENGTH)
  const tagKey = deriveTagKey(input.seed)
  const d = readP256(input.key) as bigint
  for (let start = 0; start < input.count; start += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, input.count - start)
    const drawn = Array.from({ length: count }, (_, at) => drawRow(input, start + at, random))
    for (const { name, r, u } of invert(drawn)) {
      const row = deriveRow({ d, r, u, seed: input.seed, tagKey }, name)
      rows.set(row, name.index * ROW_LENGTH)
      row.fill(0)
    }
    if (count === ROWS_AT_ONCE) yield
  }
  tagKey.fill(0)
  return rows
}

/** What of a row is random. */
interface DrawnRow {
  readonly name: RowName
  readonly nonce: Nonce
  readonly blind: bigint
}

function drawRow({ dealId, key }: RowsInput, index: number, random: Random): DrawnRow {
  const name = { dealId, index }
  const nonce = makeNonce(() => deriveNonce(random(32), key, name))
  return { name, nonce, blind: makeBlind(random) }
}

/** u = 1/k for some rows together, which takes hardly longer than for one. */
function invert(rows: readonly DrawnRow[]): readonly { name: RowName; r: bigint; u: bigint }[] {
  // The time of an inversion depends on what is inverted: that is each k times a number of no meaning.
  const inverses = Fn.invertBatch(rows.map(({ nonce, blind }) => Fn.mul(nonce.k, blind)))
  return rows.map(({ name, nonce, blind }, at) => {
    return { name, r: nonce.r, u: Fn.mul(inverses[at] as bigint, blind) }
  })
}

/** One row: what is left of u and v = u·d when the signer's halves are taken away. */
function deriveRow(
  given: { d: bigint; r: bigint; u: bigint; seed: Uint8Array; tagKey: Uint8Array },
  name: RowName,
): Uint8Array {
  const { d, u } = given
  const { u1, v1 } = deriveHalves(given.seed, name)
  const row = new Uint8Array(ROW_LENGTH)
  const r = writeP256(given.r)
  row.set(writeP256(Fn.sub(u, u1)))
  row.set(writeP256(Fn.sub(Fn.mul(u, d), v1)), 32)
  row.set(r, 64)
  row.set(deriveTag(given.tagKey, name, r), 96)
  return row
}

function makeBlind(random: Random): bigint {
  for (;;) {
    const blind = reduceP256(random(48))
    if (!Fn.is0(blind)) return blind
  }
}
