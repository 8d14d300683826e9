/**
 * The first format. Every key starts with the workspace, but where a look-up comes before the
 * workspace is known: by a session's token, by an invitation, or by what a kit or a passkey proves
 * itself with.
 */
export const FIRST = `
CREATE TABLE workspaces (
  workspace_id TEXT NOT NULL PRIMARY KEY,
  incarnation TEXT NOT NULL,
  revision $INTEGER NOT NULL,
  index_epoch $INTEGER NOT NULL,
  activity_sequence $INTEGER NOT NULL,
  activity_hash $BYTES NOT NULL
) $TABLE;

CREATE TABLE news (
  workspace_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  count $INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, kind)
) $TABLE;

CREATE TABLE chain (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  sequence $INTEGER NOT NULL,
  revision $INTEGER NOT NULL,
  hash $BYTES NOT NULL,
  bytes $BYTES NOT NULL,
  PRIMARY KEY (workspace_id, sequence)
) $TABLE;
CREATE INDEX chain_by_revision ON chain (workspace_id, revision);

CREATE TABLE members (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  member_id TEXT NOT NULL,
  address TEXT NOT NULL,
  address_key TEXT,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'admitted', 'removed')),
  account_key_epoch $INTEGER NOT NULL,
  anchor $BYTES NOT NULL,
  PRIMARY KEY (workspace_id, member_id),
  UNIQUE (workspace_id, address_key)
) $TABLE;

CREATE TABLE keysets (
  workspace_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  keyset_epoch $INTEGER NOT NULL,
  account_key_epoch $INTEGER NOT NULL,
  sealed $BYTES NOT NULL,
  PRIMARY KEY (workspace_id, member_id, keyset_epoch),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members ON DELETE CASCADE
) $TABLE;

CREATE TABLE methods (
  workspace_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  method_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('passphrase', 'kit', 'passkey')),
  name TEXT,
  account_key_epoch $INTEGER NOT NULL,
  wrapped $BYTES NOT NULL,
  created_at $INTEGER NOT NULL,
  record TEXT,
  public_key $BYTES,
  credential_id $BYTES,
  sign_count $INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, member_id, method_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members ON DELETE CASCADE
) $TABLE;
CREATE UNIQUE INDEX methods_by_public_key ON methods (public_key);
CREATE UNIQUE INDEX methods_by_credential ON methods (credential_id);

CREATE TABLE devices (
  workspace_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  thumbprint TEXT NOT NULL,
  PRIMARY KEY (workspace_id, device_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members ON DELETE CASCADE
) $TABLE;
CREATE INDEX devices_by_member ON devices (workspace_id, member_id);

CREATE TABLE sessions (
  workspace_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  token_hash $BYTES NOT NULL,
  member_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  device_name TEXT NOT NULL,
  thumbprint TEXT NOT NULL,
  started_by TEXT NOT NULL,
  method_id TEXT,
  started_at $INTEGER NOT NULL,
  expires_at $INTEGER NOT NULL,
  last_used_at $INTEGER NOT NULL,
  is_removed $INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, session_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members ON DELETE CASCADE
) $TABLE;
CREATE UNIQUE INDEX sessions_by_token ON sessions (token_hash);
CREATE INDEX sessions_by_member ON sessions (workspace_id, member_id);

CREATE TABLE once_values (
  id TEXT NOT NULL PRIMARY KEY,
  value $BYTES NOT NULL,
  expires_at $INTEGER NOT NULL
) $TABLE;

CREATE TABLE invitations (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  invitation_id TEXT NOT NULL,
  role TEXT NOT NULL,
  member_kind TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at $INTEGER NOT NULL,
  expires_at $INTEGER NOT NULL,
  chain_proof $BYTES NOT NULL,
  head_sequence $INTEGER NOT NULL,
  head_hash $BYTES NOT NULL,
  email TEXT,
  member_id TEXT,
  joiner TEXT,
  join_address TEXT,
  join_proof $BYTES,
  joined_at $INTEGER,
  PRIMARY KEY (workspace_id, invitation_id)
) $TABLE;
CREATE UNIQUE INDEX invitations_by_id ON invitations (invitation_id);

CREATE TABLE approvals (
  workspace_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  approval_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  expires_at $INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, member_id, approval_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members ON DELETE CASCADE
) $TABLE;

CREATE TABLE approval_messages (
  workspace_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  approval_id TEXT NOT NULL,
  place $INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  body $BYTES NOT NULL,
  PRIMARY KEY (workspace_id, member_id, approval_id, place),
  FOREIGN KEY (workspace_id, member_id, approval_id) REFERENCES approvals ON DELETE CASCADE
) $TABLE;

CREATE TABLE accounts (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  account_id TEXT NOT NULL,
  revision $INTEGER NOT NULL,
  list_version $INTEGER NOT NULL,
  list_hash $BYTES NOT NULL,
  profile_version $INTEGER NOT NULL,
  profile_hash $BYTES,
  secrets_version $INTEGER NOT NULL,
  secrets_hash $BYTES,
  lists_size $INTEGER NOT NULL,
  profile_size $INTEGER NOT NULL,
  secrets_size $INTEGER NOT NULL,
  deleted_at $INTEGER,
  is_username_taken $INTEGER NOT NULL CHECK (is_username_taken IN (0, 1)),
  is_purged $INTEGER NOT NULL CHECK (is_purged IN (0, 1)),
  PRIMARY KEY (workspace_id, account_id)
) $TABLE;
CREATE UNIQUE INDEX accounts_by_revision ON accounts (workspace_id, revision);
CREATE INDEX accounts_by_deletion ON accounts (workspace_id, is_purged, deleted_at);

CREATE TABLE lists (
  workspace_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  version $INTEGER NOT NULL,
  revision $INTEGER NOT NULL,
  hash $BYTES NOT NULL,
  bytes $BYTES NOT NULL,
  PRIMARY KEY (workspace_id, account_id, version),
  FOREIGN KEY (workspace_id, account_id) REFERENCES accounts
) $TABLE;

CREATE TABLE grants (
  workspace_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  grantee_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'collaborator')),
  granted_revision $INTEGER NOT NULL,
  profile $BYTES NOT NULL,
  secrets $BYTES,
  PRIMARY KEY (workspace_id, account_id, grantee_id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES accounts
) $TABLE;
CREATE INDEX grants_by_grantee ON grants (workspace_id, grantee_id);

CREATE TABLE revocations (
  workspace_id TEXT NOT NULL,
  grantee_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  revision $INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, account_id, grantee_id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES accounts
) $TABLE;
CREATE INDEX revocations_by_revision ON revocations (workspace_id, grantee_id, revision);

CREATE TABLE compartments (
  workspace_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('profile', 'secrets')),
  revision $INTEGER NOT NULL,
  bytes $BYTES NOT NULL,
  PRIMARY KEY (workspace_id, account_id, kind),
  FOREIGN KEY (workspace_id, account_id) REFERENCES accounts
) $TABLE;

CREATE TABLE claims (
  workspace_id TEXT NOT NULL,
  claim $BYTES NOT NULL,
  account_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, claim),
  FOREIGN KEY (workspace_id, account_id) REFERENCES accounts
) $TABLE;
CREATE INDEX claims_by_account ON claims (workspace_id, account_id);

CREATE TABLE reservations (
  workspace_id TEXT NOT NULL,
  claim $BYTES NOT NULL,
  account_id TEXT NOT NULL,
  until $INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, claim)
) $TABLE;

CREATE TABLE activity (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  sequence $INTEGER NOT NULL,
  time $INTEGER NOT NULL,
  event TEXT NOT NULL,
  member_id TEXT,
  account_id TEXT,
  statement_id TEXT,
  bytes $BYTES NOT NULL,
  PRIMARY KEY (workspace_id, sequence),
  UNIQUE (workspace_id, statement_id)
) $TABLE;
CREATE INDEX activity_by_member ON activity (workspace_id, member_id, sequence);
CREATE INDEX activity_by_account ON activity (workspace_id, account_id, sequence);
CREATE INDEX activity_by_event ON activity (workspace_id, event, sequence);

CREATE TABLE idempotency (
  workspace_id TEXT NOT NULL,
  once_key TEXT NOT NULL,
  fingerprint $BYTES NOT NULL,
  result TEXT NOT NULL,
  until $INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, once_key)
) $TABLE;
CREATE INDEX idempotency_by_age ON idempotency (workspace_id, until);
`
