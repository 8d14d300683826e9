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
  for (let index = 0; index < input.count; index += 1) {
    const name: RowName = { dealId: input.dealId, index }
    const nonce = makeNonce(() => deriveNonce(random(32), input.key, name))
    const blind = makeBlind(random)
    const row = deriveRow({ d, nonce, blind, seed: input.seed, tagKey }, name)
    rows.set(row, index * ROW_LENGTH)
    row.fill(0)
    if ((index + 1) % ROWS_AT_ONCE === 0) yield
  }
  tagKey.fill(0)
  return rows
}

/** One row: what is left of u = 1/k and v = u·d when the signer's halves are taken away. */
function deriveRow(
  given: { d: bigint; nonce: Nonce; blind: bigint; seed: Uint8Array; tagKey: Uint8Array },
  name: RowName,
): Uint8Array {
  const { d, nonce, blind } = given
  // The time of an inversion depends on what is inverted: that is k times a number of no meaning.
  const u = Fn.mul(Fn.inv(Fn.mul(nonce.k, blind)), blind)
  const { u1, v1 } = deriveHalves(given.seed, name)
  const row = new Uint8Array(ROW_LENGTH)
  const r = writeP256(nonce.r)
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
