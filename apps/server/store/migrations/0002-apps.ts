/** Apps that support passkeys, the same for all workspaces; reports of those that do not work. */
export const APPS = `
CREATE TABLE app_lists (
  source TEXT NOT NULL PRIMARY KEY CHECK (source IN ('imported', 'fetched')),
  updated_at $INTEGER NOT NULL,
  apps TEXT NOT NULL
) $TABLE;

CREATE TABLE reports (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  report_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  reported_at $INTEGER NOT NULL,
  platform TEXT NOT NULL,
  step TEXT NOT NULL,
  code TEXT NOT NULL,
  rp_id TEXT NOT NULL,
  app_name TEXT NOT NULL,
  text TEXT,
  closed_at $INTEGER,
  closed_by TEXT,
  PRIMARY KEY (workspace_id, report_id)
) $TABLE;
CREATE INDEX reports_by_age ON reports (workspace_id, reported_at);
CREATE INDEX reports_by_member ON reports (workspace_id, member_id, closed_at);

CREATE TABLE support_contacts (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES workspaces,
  contact TEXT NOT NULL
) $TABLE;
`
