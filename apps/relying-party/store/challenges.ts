import type { DatabaseSync } from 'node:sqlite'
import type { Asked, CeremonyKind } from './records.ts'

export type Challenges = {
  add: (
    challenge: string,
    session: string,
    kind: CeremonyKind,
    asked: Asked,
    expiresAt: number,
  ) => void
  /**
   * Takes a challenge out: whatever comes of it, it works once. Gives undefined when this session
   * was never given it for this kind of ceremony, used it already, or let it expire.
   */
  take: (challenge: string, session: string, kind: CeremonyKind, now: number) => Asked | undefined
}

/** Open tabs of one session may each wait for an answer; beyond this the oldest is dropped. */
const openAtOnce = 20

export function makeChallenges(db: DatabaseSync): Challenges {
  const insert = db.prepare(
    'INSERT INTO challenges (challenge, session, kind, content, expires_at) VALUES (?, ?, ?, ?, ?)',
  )
  const trim = db.prepare(
    `DELETE FROM challenges WHERE session = ? AND challenge NOT IN (
       SELECT challenge FROM challenges WHERE session = ? ORDER BY expires_at DESC LIMIT ?)`,
  )
  const remove = db.prepare(
    'DELETE FROM challenges WHERE challenge = ? AND session = ? AND kind = ? RETURNING content, expires_at',
  )
  return {
    add: (challenge, session, kind, asked, expiresAt) => {
      insert.run(challenge, session, kind, JSON.stringify(asked), expiresAt)
      trim.run(session, session, openAtOnce)
    },
    take: (challenge, session, kind, now) => {
      const row = remove.get(challenge, session, kind)
      if (!row || (row['expires_at'] as number) <= now) return undefined
      return JSON.parse(row['content'] as string) as Asked
    },
  }
}
