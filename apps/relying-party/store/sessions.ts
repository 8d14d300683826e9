import { createHash, randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { CeremonyReport, CeremonySettings } from './records.ts'

/** A message for the next page that this browser sees, shown once. */
export type Notice = {
  text: string
  /** What the browser may tell the passkey manager, when it can (WebAuthn Level 3, §5.1.10). */
  signal?:
    | { kind: 'accepted'; rpId: string; userId: string; allAcceptedCredentialIds: string[] }
    | { kind: 'details'; rpId: string; userId: string; name: string; displayName: string }
}

export type Session = {
  /** SHA-256 of the cookie's value: reading the database gives nobody a session. */
  tokenHash: string
  /** Undefined while nobody is signed in. */
  userId: string | undefined
  notice: Notice | undefined
  /** What Perch made of this session's last ceremony. */
  report: CeremonyReport | undefined
  settings: CeremonySettings | undefined
}

export type Sessions = {
  /** Starts a session and gives the value for its cookie, which is stored nowhere. */
  start: (userId: string | undefined, lifetime: number, now: number) => string
  find: (token: string, now: number) => Session | undefined
  end: (tokenHash: string) => void
  /** Ends every session of a user but one. */
  endOthers: (userId: string, keptTokenHash: string) => void
  setNotice: (tokenHash: string, notice: Notice | undefined) => void
  setReport: (tokenHash: string, report: CeremonyReport) => void
  setSettings: (tokenHash: string, settings: CeremonySettings) => void
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

export function makeSessions(db: DatabaseSync): Sessions {
  const sweep = db.prepare('DELETE FROM sessions WHERE expires_at <= ?')
  const insert = db.prepare(
    'INSERT INTO sessions (token_hash, user_id, expires_at) VALUES (?, ?, ?)',
  )
  const select = db.prepare('SELECT * FROM sessions WHERE token_hash = ? AND expires_at > ?')
  const remove = db.prepare('DELETE FROM sessions WHERE token_hash = ?')
  const removeOthers = db.prepare('DELETE FROM sessions WHERE user_id = ? AND token_hash <> ?')
  const updateNotice = db.prepare('UPDATE sessions SET notice = ? WHERE token_hash = ?')
  const updateReport = db.prepare('UPDATE sessions SET report = ? WHERE token_hash = ?')
  const updateSettings = db.prepare('UPDATE sessions SET settings = ? WHERE token_hash = ?')
  return {
    start: (userId, lifetime, now) => {
      sweep.run(now)
      const token = randomBytes(32).toString('base64url')
      insert.run(hashToken(token), userId ?? null, now + lifetime)
      return token
    },
    find: (token, now) => {
      const row = select.get(hashToken(token), now)
      if (!row) return undefined
      return {
        tokenHash: row['token_hash'] as string,
        userId: (row['user_id'] as string | null) ?? undefined,
        notice: parseColumn(row['notice']) as Notice | undefined,
        report: parseColumn(row['report']) as CeremonyReport | undefined,
        settings: parseColumn(row['settings']) as CeremonySettings | undefined,
      }
    },
    end: (tokenHash) => void remove.run(tokenHash),
    endOthers: (userId, keptTokenHash) => void removeOthers.run(userId, keptTokenHash),
    setNotice: (tokenHash, notice) =>
      void updateNotice.run(notice ? JSON.stringify(notice) : null, tokenHash),
    setReport: (tokenHash, report) => void updateReport.run(JSON.stringify(report), tokenHash),
    setSettings: (tokenHash, settings) =>
      void updateSettings.run(JSON.stringify(settings), tokenHash),
  }
}

function parseColumn(text: unknown): unknown {
  return typeof text === 'string' ? JSON.parse(text) : undefined
}
