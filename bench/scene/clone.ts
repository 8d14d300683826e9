import { randomFillSync } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { encodeBase64url } from '@keyward/codec'
import type { ReplicaStore } from '@keyward/keyholder/replica'
import { readState, stateChange } from '@keyward/keyholder/cases/rows'

/** The tables that hold an account. */
const TABLES = ['accounts', 'lists', 'grants', 'compartments'] as const

/** Revisions go up by two. */
const STEP = 2

/**
 * Makes a stopped server's workspace as large as it is to be: the accounts that it has are copied,
 * under ids of their own, until there are so many. No client can verify the copies; the server has
 * the rows of a workspace of that size.
 *
 * @returns the newest revision
 */
export function cloneAccounts(path: string, count: number): number {
  const database = new DatabaseSync(path)
  const own = database
    .prepare('SELECT account_id FROM accounts WHERE profile_version > 0')
    .all()
    .map((row) => String(row['account_id']))
  const workspace = database.prepare('SELECT workspace_id, revision FROM workspaces').get()
  const id = String(workspace?.['workspace_id'])
  let revision = Number(workspace?.['revision'])
  const copies = TABLES.map((table) => database.prepare(copyOf(database, table)))
  database.exec('BEGIN')
  for (let made = own.length; made < count; made += 1) {
    revision += STEP
    const account = encodeBase64url(randomFillSync(new Uint8Array(16)))
    const from = own[made % own.length] as string
    for (const statement of copies) statement.run({ id, account, revision, from })
  }
  database.prepare('UPDATE workspaces SET revision = ?').run(revision)
  database.exec('COMMIT')
  database.close()
  return revision
}

/** Lets a device believe that it has everything up to a revision. */
export async function skipTo(replica: ReplicaStore, revision: number): Promise<void> {
  const { state, expect } = await readState(replica)
  await replica.write([stateChange({ ...state, revision })], [expect])
}

function copyOf(database: DatabaseSync, table: string): string {
  const names = database
    .prepare(`PRAGMA table_info(${table})`)
    .all()
    .map((row) => String(row['name']))
  const given: Readonly<Record<string, string>> = {
    account_id: ':account',
    revision: ':revision',
    granted_revision: ':revision',
  }
  const values = names.map((name) => given[name] ?? name)
  return `INSERT INTO ${table} (${names.join()}) SELECT ${values.join()} FROM ${table} WHERE workspace_id = :id AND account_id = :from`
}
