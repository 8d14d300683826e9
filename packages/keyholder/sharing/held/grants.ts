import {
  type CborMap,
  type CborValue,
  decodeBase64url,
  encodeCbor,
  equalBytes,
} from '@keyward/codec'
import { CosigningError, type Limits, openTerms } from '@keyward/cosigning/terms'
import type { Deals } from '@keyward/protocol'
import type { VaultContext } from '../../vault/context.ts'
import { asBytes, asUint, Fields, record } from '../../vault/rows/fields.ts'
import { transact } from '../../vault/rows/transaction.ts'
import { ownerDevices, verifiedList } from '../owners.ts'
import { GRANTS_ROW, putRow, readRow } from '../rows.ts'

/** A grant of this member's, as its Owners limited it. */
interface OwnGrant {
  /** The server knows of it: false before the first exchange, and once access was revoked. */
  readonly isGranted: boolean
  /** undefined: no Owner has set any, or what came was signed by none. There is no signing in then. */
  readonly limits: Limits | undefined
  readonly signInsUsed: number
  /** Sign-ins left in the deals of this device; undefined where none has a number of them. */
  readonly left: number | undefined
}

/** Keeps what the server told of the member's grants. @throws {KeyholderError} `replica.*` */
export async function keepGrants(context: VaultContext, grants: Deals['grants']): Promise<void> {
  const value = encodeCbor(
    record({
      grants: new Map(
        grants.map(({ accountId, terms, signInsUsed, left }): [string, CborMap] => [
          accountId,
          new Map<string, CborValue>([
            ['terms', terms === null ? null : decodeBase64url(terms)],
            ['signInsUsed', signInsUsed],
            ['left', left],
          ]),
        ]),
      ),
    }),
  )
  await transact(context.replica, async (draft) => {
    const before = await readRow(context, draft, GRANTS_ROW)
    if (before === undefined || !equalBytes(before, value))
      await putRow(context, draft, GRANTS_ROW, value)
  })
}

/** What is known of the member's grant of an account. @throws {KeyholderError} `replica.*` */
export async function ownGrant(context: VaultContext, accountId: string): Promise<OwnGrant> {
  const row = await readRow(context, context.replica, GRANTS_ROW)
  const entry = row && Fields.parse(row).map('grants').get(accountId)
  if (entry === undefined)
    return { isGranted: false, limits: undefined, signInsUsed: 0, left: undefined }
  const fields = new Fields(entry)
  const terms = fields.get('terms')
  const left = fields.get('left')
  return {
    isGranted: true,
    limits: terms === null ? undefined : await verifiedLimits(context, accountId, asBytes(terms)),
    signInsUsed: fields.uint('signInsUsed'),
    left: left === null ? undefined : asUint(left),
  }
}

async function verifiedLimits(
  context: VaultContext,
  accountId: string,
  terms: Uint8Array,
): Promise<Limits | undefined> {
  const list = await verifiedList(context, accountId)
  if (list === undefined) return undefined
  const { workspaceId, memberId } = context.unlocked()
  const signers = ownerDevices(context, list)
  try {
    return openTerms(terms, { workspaceId, accountId, memberId, signers }).limits
  } catch (error) {
    if (error instanceof CosigningError) return undefined
    throw error
  }
}
