import { type AppReport, LIMITS } from '@keyward/protocol'
import type { Tx } from '../../database.ts'
import type { NewReport, ReportStore } from '../../ports/reports.ts'
import type { Schema } from '../../schema.ts'
import { StoreError } from '../../store.ts'

export async function addReport(tx: Tx, report: NewReport): Promise<void> {
  const { workspaceId, reportId, memberId } = report
  const known = await tx
    .selectFrom('reports')
    .select('report_id')
    .where('workspace_id', '=', workspaceId)
    .where('report_id', '=', reportId)
    .executeTakeFirst()
  if (known !== undefined) return
  const { open } = await tx
    .selectFrom('reports')
    .select((row) => row.fn.countAll<number>().as('open'))
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (open >= LIMITS.openReports) throw tooMany()
  await tx
    .insertInto('reports')
    .values({
      workspace_id: workspaceId,
      report_id: reportId,
      member_id: memberId,
      reported_at: report.reportedAt,
      platform: report.platform,
      step: report.step,
      code: report.code,
      rp_id: report.rpId,
      app_name: report.appName,
      text: report.text,
      closed_at: null,
      closed_by: null,
    })
    .execute()
}

export async function listReports(
  tx: Tx,
  workspaceId: string,
  { isOpen, limit }: Parameters<ReportStore['list']>[1],
): Promise<readonly AppReport[]> {
  const rows = await tx
    .selectFrom('reports')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .$if(isOpen, (query) => query.where('closed_at', 'is', null))
    .orderBy('reported_at', 'desc')
    .orderBy('report_id')
    .limit(limit)
    .execute()
  return rows.map(toReport)
}

export async function closeReport(
  tx: Tx,
  workspaceId: string,
  reportId: string,
  { memberId, at }: Parameters<ReportStore['close']>[2],
): Promise<void> {
  const report = await tx
    .selectFrom('reports')
    .select('closed_at')
    .where('workspace_id', '=', workspaceId)
    .where('report_id', '=', reportId)
    .executeTakeFirst()
  if (report === undefined) throw new StoreError('not_found', 'There is no such report.')
  if (report.closed_at !== null) return
  await tx
    .updateTable('reports')
    .set({ closed_at: at, closed_by: memberId })
    .where('workspace_id', '=', workspaceId)
    .where('report_id', '=', reportId)
    .execute()
}

function toReport(row: Schema['reports']): AppReport {
  return {
    reportId: row.report_id,
    platform: row.platform,
    step: row.step,
    code: row.code,
    rpId: row.rp_id,
    appName: row.app_name,
    text: row.text,
    memberId: row.member_id,
    reportedAt: row.reported_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
  }
}

function tooMany(): StoreError {
  return new StoreError(
    'object_refused',
    'You have many open reports: wait until an administrator has looked at them.',
    { rule: 'report.too-many' },
  )
}
