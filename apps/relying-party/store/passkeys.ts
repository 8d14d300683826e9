import type { DatabaseSync } from 'node:sqlite'

/** A credential record (WebAuthn Level 3, §4) with the name that its user gave it. */
export type Passkey = {
  /** The credential ID. */
  id: string
  userId: string
  name: string
  /** COSE_Key. */
  publicKey: Uint8Array<ArrayBuffer>
  /** COSE algorithm identifier. */
  algorithm: number
  signCount: number
  transports: string[]
  aaguid: string
  attestationFormat: string
  backupEligible: boolean
  backedUp: boolean
  createdAt: number
  lastUsedAt: number | undefined
}

export type Passkeys = {
  /** False when the credential ID is registered already, for anybody (§7.1). */
  add: (passkey: Passkey) => boolean
  byId: (id: string) => Passkey | undefined
  /** Oldest first. */
  ofUser: (userId: string) => Passkey[]
  rename: (userId: string, id: string, name: string) => boolean
  remove: (userId: string, id: string) => boolean
  recordUse: (id: string, signCount: number, backedUp: boolean, now: number) => void
}

export function makePasskeys(db: DatabaseSync): Passkeys {
  const insert = db.prepare(
    `INSERT INTO passkeys (id, user_id, name, public_key, algorithm, sign_count, transports, aaguid,
       attestation_format, backup_eligible, backed_up, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  )
  const selectById = db.prepare('SELECT * FROM passkeys WHERE id = ?')
  const selectOfUser = db.prepare(
    'SELECT * FROM passkeys WHERE user_id = ? ORDER BY created_at, rowid',
  )
  const updateName = db.prepare('UPDATE passkeys SET name = ? WHERE user_id = ? AND id = ?')
  const remove = db.prepare('DELETE FROM passkeys WHERE user_id = ? AND id = ?')
  const updateUse = db.prepare(
    'UPDATE passkeys SET sign_count = ?, backed_up = ?, last_used_at = ? WHERE id = ?',
  )
  return {
    add: (each) => {
      const backup = [each.backupEligible ? 1 : 0, each.backedUp ? 1 : 0] as const
      const facts = [each.aaguid, each.attestationFormat, ...backup, each.createdAt] as const
      const key = [each.publicKey, each.algorithm, each.signCount] as const
      const transports = JSON.stringify(each.transports)
      return insert.run(each.id, each.userId, each.name, ...key, transports, ...facts).changes === 1
    },
    byId: (id) => {
      const row = selectById.get(id)
      return row && toPasskey(row)
    },
    ofUser: (userId) => selectOfUser.all(userId).map(toPasskey),
    rename: (userId, id, name) => updateName.run(name, userId, id).changes === 1,
    remove: (userId, id) => remove.run(userId, id).changes === 1,
    recordUse: (id, signCount, backedUp, now) =>
      void updateUse.run(signCount, backedUp ? 1 : 0, now, id),
  }
}

function toPasskey(row: Record<string, unknown>): Passkey {
  return {
    id: row['id'] as string,
    userId: row['user_id'] as string,
    name: row['name'] as string,
    publicKey: row['public_key'] as Uint8Array<ArrayBuffer>,
    algorithm: row['algorithm'] as number,
    signCount: row['sign_count'] as number,
    transports: JSON.parse(row['transports'] as string) as string[],
    aaguid: row['aaguid'] as string,
    attestationFormat: row['attestation_format'] as string,
    backupEligible: row['backup_eligible'] === 1,
    backedUp: row['backed_up'] === 1,
    createdAt: row['created_at'] as number,
    lastUsedAt: (row['last_used_at'] as number | null) ?? undefined,
  }
}
