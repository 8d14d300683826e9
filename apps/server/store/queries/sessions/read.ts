import { LIFETIMES } from '@keyward/protocol'
import type { Selectable } from 'kysely'
import type { Reader } from '../../database.ts'
import type { SessionRow, Visit } from '../../ports/sessions.ts'
import { prepared } from '../../prepared.ts'
import type { Schema } from '../../schema.ts'

/** At what time a session has to be live. */
interface Moment {
  readonly now: number
  readonly usedAfter: number
}

export function momentOf(now: number): Moment {
  return { now, usedAfter: now - LIFETIMES.sessionIdle }
}

export const SESSION_BY_TOKEN = prepared<Moment & { readonly tokenHash: Uint8Array }>()((tx, at) =>
  liveSessions(tx, at).selectAll('sessions').where('token_hash', '=', at.tokenHash),
)

export const VISIT = prepared<Moment & { readonly tokenHash: Uint8Array }>()((tx, at) =>
  liveSessions(tx, at)
    .innerJoin('workspaces', 'workspaces.workspace_id', 'sessions.workspace_id')
    .selectAll('sessions')
    .select((row) => [
      'workspaces.incarnation',
      'workspaces.revision',
      'workspaces.activity_sequence',
      'workspaces.activity_hash',
      row
        .selectFrom('chain')
        .select((entry) => entry.fn.max<number>('chain.sequence').as('end'))
        .whereRef('chain.workspace_id', '=', 'sessions.workspace_id')
        .as('chain_end'),
    ])
    .where('token_hash', '=', at.tokenHash),
)

/** The newest first. */
export const SESSIONS_OF = prepared<
  Moment & { readonly workspaceId: string; readonly memberId: string }
>()((tx, at) =>
  liveSessions(tx, at)
    .selectAll('sessions')
    .where('workspace_id', '=', at.workspaceId)
    .where('member_id', '=', at.memberId)
    .where('is_removed', '=', 0)
    .orderBy('started_at', 'desc')
    .orderBy('session_id'),
)

function liveSessions(tx: Reader, { now, usedAfter }: Moment) {
  return tx
    .selectFrom('sessions')
    .where('expires_at', '>', now)
    .where('last_used_at', '>', usedAfter)
}

export function toSession(row: Selectable<Schema['sessions']>): SessionRow {
  return {
    sessionId: row.session_id,
    tokenHash: row.token_hash,
    workspaceId: row.workspace_id,
    memberId: row.member_id,
    deviceId: row.device_id,
    deviceName: row.device_name,
    thumbprint: row.thumbprint,
    by: row.started_by,
    methodId: row.method_id,
    startedAt: row.started_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    isRemoved: row.is_removed === 1,
  }
}

export function toVisit(
  row: Selectable<Schema['sessions']> &
    Pick<
      Selectable<Schema['workspaces']>,
      'incarnation' | 'revision' | 'activity_sequence' | 'activity_hash'
    > & { readonly chain_end: number | null },
): Visit {
  const { incarnation, revision } = row
  // A workspace begins with its first entry.
  const chainEnd = row.chain_end ?? 0
  const activityHead = { sequence: row.activity_sequence, hash: row.activity_hash }
  return { session: toSession(row), workspace: { incarnation, revision, chainEnd, activityHead } }
}
