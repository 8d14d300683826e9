/**
 * What it takes to forget deals that ended long ago: when each was first found ended, and up to which
 * revision a workspace has forgotten some.
 */
export const ENDED_DEALS = `
ALTER TABLE deals ADD COLUMN found_ended_at $INTEGER;
ALTER TABLE workspaces ADD COLUMN deals_forgotten $INTEGER;
CREATE INDEX deals_by_found_end ON deals (workspace_id, found_ended_at);
`
