/**
 * Sharing without keys: deals and the keys they are sealed to, terms, approvals of sign-ins, requests
 * to share. What of a deal was answered is not here: only the signer's own store says so.
 */
export const DEALS = `
CREATE TABLE deal_keys (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  device_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  statement $BYTES NOT NULL,
  PRIMARY KEY (workspace_id, device_id)
) $TABLE;
CREATE INDEX deal_keys_by_member ON deal_keys (workspace_id, member_id);

CREATE TABLE deals (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  deal_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  public_key_hash $BYTES NOT NULL,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('ES256', 'EdDSA', 'RS256')),
  count $INTEGER NOT NULL,
  next $INTEGER NOT NULL,
  signer_id TEXT NOT NULL,
  hash $BYTES NOT NULL,
  bytes $BYTES,
  for_signer $BYTES,
  for_device $BYTES,
  replaces TEXT,
  replaced_at $INTEGER,
  revision $INTEGER NOT NULL,
  ended TEXT CHECK (ended IN ('replaced', 'revoked', 'signer')),
  PRIMARY KEY (workspace_id, deal_id)
) $TABLE;
CREATE INDEX deals_by_device ON deals (workspace_id, device_id, revision);
CREATE INDEX deals_by_account ON deals (workspace_id, account_id, ended);
CREATE INDEX deals_by_member ON deals (workspace_id, member_id, ended);
CREATE INDEX deals_by_end ON deals (workspace_id, ended, replaced_at);

CREATE TABLE deal_uses (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  account_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  public_key_hash $BYTES NOT NULL,
  day $INTEGER NOT NULL,
  count $INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, account_id, device_id, public_key_hash, day)
) $TABLE;
CREATE INDEX deal_uses_by_day ON deal_uses (workspace_id, day);

CREATE TABLE terms (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  account_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  version $INTEGER NOT NULL,
  statement $BYTES NOT NULL,
  sign_ins_used $INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, account_id, member_id)
) $TABLE;
CREATE INDEX terms_by_member ON terms (workspace_id, member_id);

CREATE TABLE sign_in_approvals (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  approval_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  deal_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  binding $BYTES NOT NULL,
  authenticator_data $BYTES NOT NULL,
  client_data_hash $BYTES NOT NULL,
  expires_at $INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'declined', 'used')),
  statement $BYTES,
  PRIMARY KEY (workspace_id, approval_id)
) $TABLE;
CREATE INDEX sign_in_approvals_by_device ON sign_in_approvals (workspace_id, device_id);
CREATE INDEX sign_in_approvals_by_age ON sign_in_approvals (workspace_id, expires_at);

CREATE TABLE sign_in_approval_bodies (
  workspace_id TEXT NOT NULL,
  approval_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  body $BYTES NOT NULL,
  PRIMARY KEY (workspace_id, approval_id, member_id),
  FOREIGN KEY (workspace_id, approval_id) REFERENCES sign_in_approvals ON DELETE CASCADE
) $TABLE;
CREATE INDEX sign_in_approval_bodies_by_member ON sign_in_approval_bodies (workspace_id, member_id);

CREATE TABLE approval_windows (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  window_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  author_id TEXT NOT NULL,
  opens_at $INTEGER NOT NULL,
  closes_at $INTEGER NOT NULL,
  statement $BYTES NOT NULL,
  PRIMARY KEY (workspace_id, window_id)
) $TABLE;
CREATE INDEX approval_windows_by_grant ON approval_windows (workspace_id, account_id, member_id);
CREATE INDEX approval_windows_by_member ON approval_windows (workspace_id, member_id);
CREATE INDEX approval_windows_by_age ON approval_windows (workspace_id, closes_at);

CREATE TABLE share_requests (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  request_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  role TEXT NOT NULL,
  sealed_note $BYTES,
  asked_by TEXT NOT NULL,
  asked_at $INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, request_id)
) $TABLE;
CREATE INDEX share_requests_by_account ON share_requests (workspace_id, account_id);
CREATE INDEX share_requests_by_asker ON share_requests (workspace_id, asked_by);
CREATE INDEX share_requests_by_age ON share_requests (workspace_id, asked_at);
`
