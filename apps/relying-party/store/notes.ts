import type { DatabaseSync } from 'node:sqlite'

export type Note = {
  id: number
  username: string
  displayName: string
  text: string
  createdAt: number
}

export type Notes = {
  add: (userId: string, text: string, now: number) => void
  /** Newest first, with the names that the authors have now. */
  latest: (count: number) => Note[]
}

export function makeNotes(db: DatabaseSync): Notes {
  const insert = db.prepare('INSERT INTO notes (user_id, text, created_at) VALUES (?, ?, ?)')
  const select = db.prepare(
    `SELECT notes.id, users.username, users.display_name AS displayName, notes.text,
       notes.created_at AS createdAt
     FROM notes JOIN users ON users.id = notes.user_id ORDER BY notes.id DESC LIMIT ?`,
  )
  return {
    add: (userId, text, now) => void insert.run(userId, text, now),
    latest: (count) => select.all(count) as Note[],
  }
}
