import { decodeBase64url, encodeBase64url, equalBytes } from '@keyward/codec'
import { encodeLimits, type Limits, parseTerms, type Terms } from '@keyward/cosigning/terms'
import { KeyholderError } from '../../error.ts'
import { transact } from '../../vault/rows/transaction.ts'
import { fetchDealing } from '../dealing/fetch.ts'
import type { SharingPorts } from '../ports.ts'
import { ALL_FOLLOWING, ALL_TERMS, COLLECTION, grantOf, keysBelow, readRow } from '../rows.ts'
import { termsFor } from './stage.ts'

/** Versions that are tried where the server does not say which one it has. */
const MOST_VERSIONS = 100

/** Refusals after which it is of no use to send the terms again. */
const FINAL: ReadonlySet<string | undefined> = new Set(['forbidden', 'object_refused'])

/**
 * Sends the terms that wait. Those of an account that the server does not have yet wait on: a grant
 * without terms allows nothing.
 *
 * @throws {KeyholderError} `remote.*`, `replica.*`, `session.*`
 */
export async function pushTerms(ports: SharingPorts): Promise<void> {
  const { context } = ports
  const following = await keysBelow(context, ALL_FOLLOWING)
  const keys = [...(await keysBelow(context, ALL_TERMS)), ...following]
  if (keys.length === 0) return
  const told = await knownTerms(ports)
  for (const key of keys) {
    const row = await readRow(context, context.replica, key)
    const { accountId, memberId } = grantOf(key)
    const known = told.get(`${accountId} ${memberId}`)
    const limits = row && parseTerms(row).limits
    // Sent again, they would count anew what was used.
    const isThere = following.includes(key) && areSame(limits, known?.limits)
    if (
      limits === undefined ||
      isThere ||
      (await putTerms(ports, key, limits, known?.version ?? 0))
    )
      await forget(ports, key, row)
  }
}

function areSame(a: Limits | undefined, b: Limits | undefined): boolean {
  return a !== undefined && b !== undefined && equalBytes(encodeLimits(a), encodeLimits(b))
}

/** The newest terms that the server tells of. */
async function knownTerms(
  ports: SharingPorts,
): Promise<ReadonlyMap<string, Pick<Terms, 'version' | 'limits'>>> {
  const told = new Map<string, Pick<Terms, 'version' | 'limits'>>()
  for await (const { accounts } of fetchDealing(ports)) {
    for (const { accountId, terms } of accounts) {
      for (const { memberId, statement } of terms)
        told.set(`${accountId} ${memberId}`, parseTerms(decodeBase64url(statement)))
    }
  }
  return told
}

/** @returns whether the server has them now, or never will */
async function putTerms(
  { call, context }: SharingPorts,
  key: string,
  limits: Limits,
  known: number,
): Promise<boolean> {
  for (let version = known + 1; version <= known + MOST_VERSIONS; version += 1) {
    const statement = termsFor(context, { ...grantOf(key), limits, version })
    try {
      await call('putTerms', { body: { statement: encodeBase64url(statement) } })
      return true
    } catch (error) {
      if (!(error instanceof KeyholderError) || error.rule !== 'remote.refused') throw error
      if (error.code === 'account_unknown') return false
      if (FINAL.has(error.code)) return true
      if (error.code !== 'object_stale') throw error
    }
  }
  return true
}

/** Unless the person has set others meanwhile. */
async function forget(
  { context }: SharingPorts,
  key: string,
  sent: Uint8Array | undefined,
): Promise<void> {
  await transact(context.replica, async (draft) => {
    const now = await readRow(context, draft, key)
    const isSame = now === undefined || sent === undefined || equalBytes(now, sent)
    if (isSame) draft.delete(COLLECTION, key)
  })
}
