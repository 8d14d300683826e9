import type { DatabaseSync } from 'node:sqlite'

/** "KwPk" in ASCII: marks a SQLite file as a store of passkeys. */
export const APPLICATION_ID = 0x4b77506b
/** The format that this program reads and writes. */
export const FORMAT = 1

/** Booleans are 0 and 1; `added` counts up within an RP, and the newest has the highest. */
const SCHEMA = `
  CREATE TABLE passkeys (
    rp_id TEXT NOT NULL,
    credential_id BLOB NOT NULL,
    added INTEGER NOT NULL,
    rp_name TEXT NOT NULL,
    user_handle BLOB NOT NULL,
    user_name TEXT NOT NULL,
    user_display_name TEXT NOT NULL,
    algorithm INTEGER NOT NULL,
    public_key BLOB NOT NULL,
    private_key BLOB,
    prf_with_verification BLOB,
    prf_without_verification BLOB,
    sign_count INTEGER NOT NULL CHECK (sign_count BETWEEN 0 AND 4294967295),
    backup_eligible INTEGER NOT NULL CHECK (backup_eligible IN (0, 1)),
    backup_state INTEGER NOT NULL CHECK (backup_state IN (0, backup_eligible)),
    cred_protect INTEGER NOT NULL CHECK (cred_protect BETWEEN 1 AND 3),
    created_at INTEGER,
    PRIMARY KEY (rp_id, credential_id)
  ) STRICT;
  CREATE UNIQUE INDEX passkeys_by_age ON passkeys (rp_id, added);
`

/** Lays out an empty database, in one transaction. */
export function layOut(database: DatabaseSync): void {
  database.exec(`
    PRAGMA journal_mode = DELETE;
    PRAGMA synchronous = EXTRA;
    BEGIN EXCLUSIVE;
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${FORMAT};
    ${SCHEMA}
    COMMIT;
  `)
}
