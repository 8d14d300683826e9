import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Challenges, makeChallenges } from './challenges.ts'
import { type Notes, makeNotes } from './notes.ts'
import { type Passkeys, makePasskeys } from './passkeys.ts'
import { schema } from './schema.ts'
import { type Sessions, makeSessions } from './sessions.ts'
import { type Users, makeUsers } from './users.ts'

export type Store = {
  users: Users
  sessions: Sessions
  challenges: Challenges
  passkeys: Passkeys
  notes: Notes
  /** 32 bytes that never leave the server and outlive restarts. */
  secret: Uint8Array
  close: () => void
}

/**
 * Opens the database in a folder, made if it is missing; without a folder everything stays in
 * memory. A write that returned is on the disk.
 */
export function openStore(folder?: string): Store {
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const db = new DatabaseSync(folder === undefined ? ':memory:' : join(folder, 'perch.sqlite'))
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;')
  db.exec(schema)
  return {
    users: makeUsers(db),
    sessions: makeSessions(db),
    challenges: makeChallenges(db),
    passkeys: makePasskeys(db),
    notes: makeNotes(db),
    secret: readSecret(db),
    close: () => db.close(),
  }
}

function readSecret(db: DatabaseSync): Uint8Array {
  db.prepare('INSERT OR IGNORE INTO secrets (name, value) VALUES (?, ?)').run(
    'allow-list',
    randomBytes(32),
  )
  const row = db.prepare('SELECT value FROM secrets WHERE name = ?').get('allow-list')
  return row?.['value'] as Uint8Array
}
