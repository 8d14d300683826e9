import { sql } from 'kysely'
import type { Tx } from './database.ts'
import { FIRST } from './migrations/0001-first.ts'
import { APPS } from './migrations/0002-apps.ts'
import { LOG } from './migrations/0003-log.ts'
import { DEALS } from './migrations/0004-deals.ts'
import { ENDED_DEALS } from './migrations/0005-ended-deals.ts'
import { StoreError } from './store.ts'

/** What a database calls the kinds of columns that others call otherwise. */
export interface ColumnKinds {
  readonly BYTES: string
  readonly INTEGER: string
  /** What follows the closing parenthesis of a table. */
  readonly TABLE: string
}

/** Statements, and what is computed from the rows that were there before. */
type Migration = string | { readonly text: string; readonly fill: (tx: Tx) => Promise<void> }

/** Each leads from the format before to the next one. None changes once a release has it. */
const MIGRATIONS: readonly Migration[] = [FIRST, APPS, LOG, DEALS, ENDED_DEALS]

const FORMAT_TABLE =
  'CREATE TABLE IF NOT EXISTS keyward_format (id $INTEGER NOT NULL PRIMARY KEY, format $INTEGER NOT NULL) $TABLE'

/** The format that this program reads and writes. */
export const FORMAT = MIGRATIONS.length

/**
 * Brings an empty or older database to this program's format, each step in its own transaction.
 *
 * @param inTransaction runs work in a transaction that keeps other writers away
 * @throws {StoreError} `unavailable` when the data is newer than the program; nothing is changed then
 */
export async function migrate(
  kinds: ColumnKinds,
  inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
): Promise<void> {
  while (await inTransaction((tx) => takeStep(tx, kinds)));
}

/** @returns whether there was a step to take */
async function takeStep(tx: Tx, kinds: ColumnKinds): Promise<boolean> {
  await sql.raw(inWordsOf(kinds, FORMAT_TABLE)).execute(tx)
  const row = await tx.selectFrom('keyward_format').select('format').executeTakeFirst()
  const format = row?.format ?? 0
  if (format > FORMAT) throw newer(format)
  const migration = MIGRATIONS[format]
  if (migration === undefined) return false
  const { text, fill } =
    typeof migration === 'string' ? { text: migration, fill: undefined } : migration
  for (const statement of inWordsOf(kinds, text).split(';\n')) {
    if (statement.trim() !== '') await sql.raw(statement).execute(tx)
  }
  await fill?.(tx)
  const next = format + 1
  await tx
    .insertInto('keyward_format')
    .values({ id: 1, format: next })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ format: next }))
    .execute()
  return true
}

function inWordsOf(kinds: ColumnKinds, text: string): string {
  return text.replaceAll(/\$(BYTES|INTEGER|TABLE)/g, (_, kind: keyof ColumnKinds) => kinds[kind])
}

function newer(format: number): StoreError {
  return new StoreError(
    'unavailable',
    `The data was written by a newer Keyward (format ${format}, this one reads ${FORMAT}): update Keyward.`,
    { rule: 'store.newer' },
  )
}
