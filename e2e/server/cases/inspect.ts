import { DatabaseSync } from 'node:sqlite'
import { decodeBase64url, equalBytes } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { parseWrite } from '@keyward/vault/envelope'
import type { Taken } from './acknowledged.ts'

type Row = Readonly<Record<string, unknown>>

/**
 * What is wrong with a server's database: pages, references, and everything that is written in more
 * than one place and has to agree. Empty when all is well.
 */
export function faultsIn(path: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const damage = [
      ...database
        .prepare("SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'")
        .all(),
      ...database.prepare('PRAGMA foreign_key_check').all(),
    ].map((row) => JSON.stringify(row))
    const disagreements = Object.entries(DISAGREEMENTS).flatMap(([what, sql]) =>
      database
        .prepare(sql)
        .all()
        .map((row) => `${what}: ${JSON.stringify(row)}`),
    )
    return [...damage, ...disagreements, ...versionFaults(database)]
  } finally {
    database.close()
  }
}

/** Each finds nothing in a database in which no transaction was half applied. */
const DISAGREEMENTS: Readonly<Record<string, string>> = {
  'the chain has a gap': `SELECT workspace_id FROM chain GROUP BY workspace_id
    HAVING min(sequence) <> 0 OR max(sequence) <> count(*) - 1`,
  'the activity has a gap': `SELECT workspace_id FROM activity GROUP BY workspace_id
    HAVING min(sequence) <> 1 OR max(sequence) <> count(*)`,
  'the activity ends elsewhere': `SELECT w.workspace_id FROM workspaces w WHERE activity_sequence <>
    (SELECT count(*) FROM activity a WHERE a.workspace_id = w.workspace_id)`,
  'a revision is beyond the last': `SELECT account_id FROM accounts a JOIN workspaces w
    USING (workspace_id) WHERE a.revision > w.revision`,
  'an entry is beyond the last revision': `SELECT sequence FROM chain c JOIN workspaces w
    USING (workspace_id) WHERE c.revision > w.revision`,
  'lists are missing': `SELECT a.account_id FROM accounts a WHERE a.list_version <>
    (SELECT count(*) FROM lists l WHERE l.account_id = a.account_id)`,
  'another list is the newest': `SELECT a.account_id FROM accounts a WHERE NOT EXISTS
    (SELECT 1 FROM lists l WHERE l.account_id = a.account_id AND l.version = a.list_version
      AND l.hash = a.list_hash)`,
  'nobody has it': `SELECT account_id FROM accounts a WHERE NOT EXISTS
    (SELECT 1 FROM grants g WHERE g.account_id = a.account_id AND g.role = 'owner')`,
  'one compartment is missing': `SELECT a.account_id FROM accounts a WHERE NOT is_purged AND
    (profile_version > 0) + (secrets_version > 0) <>
    (SELECT count(*) FROM compartments c WHERE c.account_id = a.account_id)`,
  'only one compartment was ever written': `SELECT account_id FROM accounts
    WHERE (profile_version > 0) <> (secrets_version > 0)`,
  'a deleted account keeps its username': `SELECT account_id FROM claims JOIN accounts
    USING (workspace_id, account_id) WHERE deleted_at IS NOT NULL`,
  'a username is not claimed': `SELECT a.account_id FROM accounts a
    WHERE profile_version > 0 AND deleted_at IS NULL AND NOT is_username_taken AND NOT EXISTS
    (SELECT 1 FROM claims c WHERE c.account_id = a.account_id)`,
}

function versionFaults(database: DatabaseSync): string[] {
  const rows = database
    .prepare(
      `SELECT a.account_id, c.kind, c.bytes, a.profile_version AS profile, a.secrets_version AS secrets
       FROM compartments c JOIN accounts a USING (workspace_id, account_id)`,
    )
    .all()
  return rows.flatMap((row) => {
    const context = contextOf(row['bytes'] as Uint8Array)
    const kind = row['kind'] as 'profile' | 'secrets'
    const isSame =
      context.version === row[kind] &&
      context.kind === kind &&
      context.objectId === row['account_id']
    return isSame ? [] : [`${String(row['account_id'])}: ${kind} has another version`]
  })
}

/** What was acknowledged and is not there: as it was, or with something later built on it. */
export function lostFrom(path: string, taken: readonly Taken[]): string[] {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    return taken.flatMap((one) => lostOf(database, one))
  } finally {
    database.close()
  }
}

function lostOf(database: DatabaseSync, { accountId, revision, lists, ...parts }: Taken): string[] {
  const account = database.prepare('SELECT * FROM accounts WHERE account_id = ?').get(accountId)
  if (account === undefined) return [`${accountId}: the account`]
  const lost: string[] = []
  if (Number(account['revision']) < revision) lost.push(`${accountId}: revision ${revision}`)
  const stored = database.prepare('SELECT bytes FROM lists WHERE account_id = ?').all(accountId)
  for (const list of lists) {
    const bytes = decodeBase64url(list)
    if (!stored.some((row) => equalBytes(row['bytes'] as Uint8Array, bytes)))
      lost.push(`${accountId}: a list of revision ${revision}`)
  }
  for (const kind of ['profile', 'secrets'] as const) {
    const pushed = parts[kind]
    if (pushed !== null && !isKept(database, account, kind, decodeBase64url(pushed)))
      lost.push(`${accountId}: ${kind} of revision ${revision}`)
  }
  return lost
}

/** Whether the stored compartment is this very one, or a later version. */
function isKept(
  database: DatabaseSync,
  account: Row,
  kind: 'profile' | 'secrets',
  pushed: Uint8Array,
): boolean {
  const row = database
    .prepare('SELECT bytes FROM compartments WHERE account_id = ? AND kind = ?')
    .get(account['account_id'] as string, kind)
  if (row === undefined) return account['is_purged'] === 1
  const bytes = row['bytes'] as Uint8Array
  const later = contextOf(bytes).version - contextOf(pushed).version
  return later === 0 ? equalBytes(sha256(bytes), sha256(pushed)) : later > 0
}

/** What a sealed write says of itself in the clear. */
function contextOf(write: Uint8Array) {
  return parseWrite(write).statement.context
}
