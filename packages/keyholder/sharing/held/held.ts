import { encodeCbor } from '@keyward/codec'
import { type AcceptedDeal, parseDeal } from '@keyward/cosigning/grantee'
import type { VaultContext } from '../../vault/context.ts'
import { Fields, record } from '../../vault/rows/fields.ts'
import { dealOf, heldFor, keysBelow, readRow } from '../rows.ts'
import { passkeyName } from './passkey-name.ts'

/** A deal that this device holds. */
export interface HeldDeal {
  /** Of its row. */
  readonly key: string
  readonly dealId: string
  readonly deal: AcceptedDeal
  /** When it came in, UTC milliseconds by this device. */
  readonly at: number
  /** The grantee's half of an algorithm that has no rows; undefined for ES256. */
  readonly share: Uint8Array | undefined
}

export function encodeHeld(
  deal: Uint8Array,
  at: number,
  share: Uint8Array | undefined,
): Uint8Array {
  return encodeCbor(record({ deal, at, share: share ?? null }))
}

/** The deals for a passkey, the one that came last first. @throws {KeyholderError} `replica.*` */
export async function heldDeals(
  context: VaultContext,
  credentialId: Uint8Array,
): Promise<readonly HeldDeal[]> {
  const held: HeldDeal[] = []
  for (const key of await keysBelow(context, heldFor(passkeyName(credentialId)))) {
    const row = await readRow(context, context.replica, key)
    if (row !== undefined) held.push(parse(key, row))
  }
  return held.toSorted((a, b) => b.at - a.at)
}

/** Which deals are held here, by their ids, with the keys of their rows. */
export async function heldKeys(context: VaultContext, below: string): Promise<Map<string, string>> {
  return new Map((await keysBelow(context, below)).map((key) => [dealOf(key), key]))
}

function parse(key: string, row: Uint8Array): HeldDeal {
  const fields = Fields.parse(row)
  return {
    key,
    dealId: dealOf(key),
    // It was accepted when it came in, and has been sealed since.
    deal: parseDeal(fields.bytes('deal')) as AcceptedDeal,
    at: fields.uint('at'),
    share: fields.get('share') === null ? undefined : fields.bytes('share'),
  }
}
