import { decodeBase64url, encodeBase64url, equalBytes } from '@keyward/codec'
import { type Limits, parseTerms } from '@keyward/cosigning/terms'
import { KeyholderError } from '../../error.ts'
import { transact } from '../../vault/rows/transaction.ts'
import { fetchDealing } from '../dealing/fetch.ts'
import type { SharingPorts } from '../ports.ts'
import { ALL_TERMS, COLLECTION, grantOf, keysBelow, readRow } from '../rows.ts'
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
  const keys = await keysBelow(context, ALL_TERMS)
  if (keys.length === 0) return
  const versions = await knownVersions(ports)
  for (const key of keys) {
    const row = await readRow(context, context.replica, key)
    const { accountId, memberId } = grantOf(key)
    const known = versions.get(`${accountId} ${memberId}`) ?? 0
    if (row === undefined || (await putTerms(ports, key, parseTerms(row).limits, known)))
      await forget(ports, key, row)
  }
}

/** The newest versions that the server tells of. */
async function knownVersions(ports: SharingPorts): Promise<ReadonlyMap<string, number>> {
  const versions = new Map<string, number>()
  for await (const { accounts } of fetchDealing(ports)) {
    for (const { accountId, terms } of accounts) {
      for (const { memberId, statement } of terms)
        versions.set(`${accountId} ${memberId}`, parseTerms(decodeBase64url(statement)).version)
    }
  }
  return versions
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
