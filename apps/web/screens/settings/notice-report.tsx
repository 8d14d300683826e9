import type { NotImported } from '@keyward/keyholder/commands/transfer'
import type { Notice } from '@keyward/keyholder/transfer'
import { Badge, List, ListRow, Section } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'

export interface NoticeReportProps {
  readonly notices: readonly Notice[]
  /** Accounts that were read, and could not be taken over. */
  readonly notImported?: readonly NotImported[]
}

interface Line {
  readonly id: string
  readonly title: string
  readonly reason: string
  readonly isLeftOut: boolean
}

const NONE: readonly NotImported[] = []
const MOST_LINES = 100

/** What did not make it into an import or an export, row by row. Rows are counted from 1. */
export function NoticeReport({ notices, notImported = NONE }: NoticeReportProps) {
  const text = messages.settings.transfer
  const lines = linesOf(notices, notImported)
  if (lines.length === 0) return null
  const more = lines.length - MOST_LINES
  return (
    <Section title={text.report}>
      <List isCard label={text.report}>
        {lines.slice(0, MOST_LINES).map(({ id, title, reason, isLeftOut }) => (
          <ListRow
            key={id}
            title={reason}
            subtitle={title}
            trailing={
              <Badge tone={isLeftOut ? 'error' : 'warn'}>
                {isLeftOut ? text.leftOut : text.incomplete}
              </Badge>
            }
          />
        ))}
      </List>
      {more > 0 ? <p className="text-note text-soft">{text.more(more)}</p> : null}
    </Section>
  )
}

function linesOf(notices: readonly Notice[], notImported: readonly NotImported[]): Line[] {
  const { transfer } = messages.settings
  const refused = notImported.map(({ rows, reason }): Line => ({
    id: `refused ${rows.join(' ')}`,
    title: transfer.row(rows.map((row) => row + 1).join(', ')),
    reason: reason === 'username-taken' ? transfer.usernameTaken : transfer.laterVersion,
    isLeftOut: true,
  }))
  const told = notices.map(({ row, effect, reason, part }): Line => ({
    id: `${row} ${reason} ${part ?? ''}`,
    title: transfer.row(String(row + 1)),
    reason: transfer.reasons[reason],
    isLeftOut: effect === 'left-out',
  }))
  return [...refused, ...told]
}
