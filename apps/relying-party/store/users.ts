import { randomBytes, randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

export type User = {
  id: string
  /** The user handle of every passkey of this user: 32 random bytes that say nothing about them. */
  handle: Uint8Array<ArrayBuffer>
  username: string
  displayName: string
  /** As `hashPassword` wrote it. */
  password: string
}

export type Users = {
  /** Gives the new user, or undefined when the username is taken (in any letter case). */
  add: (username: string, password: string, now: number) => User | undefined
  byId: (id: string) => User | undefined
  byUsername: (username: string) => User | undefined
  setDisplayName: (id: string, displayName: string) => void
  setPassword: (id: string, password: string) => void
}

const columns = 'id, handle, username, display_name AS displayName, password'

export function makeUsers(db: DatabaseSync): Users {
  const insert = db.prepare(
    `INSERT INTO users (id, handle, username, display_name, password, created_at)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (username) DO NOTHING`,
  )
  const selectById = db.prepare(`SELECT ${columns} FROM users WHERE id = ?`)
  const selectByUsername = db.prepare(`SELECT ${columns} FROM users WHERE username = ?`)
  const updateName = db.prepare('UPDATE users SET display_name = ? WHERE id = ?')
  const updatePassword = db.prepare('UPDATE users SET password = ? WHERE id = ?')
  const byId = (id: string) => selectById.get(id) as User | undefined
  return {
    add: (username, password, now) => {
      const id = randomUUID()
      const { changes } = insert.run(id, randomBytes(32), username, username, password, now)
      return changes === 0 ? undefined : byId(id)
    },
    byId,
    byUsername: (username) => selectByUsername.get(username) as User | undefined,
    setDisplayName: (id, displayName) => void updateName.run(displayName, id),
    setPassword: (id, password) => void updatePassword.run(password, id),
  }
}
