import { closeReport, listReports } from '@keyward/keyholder/commands'
import type { AppReport } from '@keyward/protocol'
import { AppIcon, Badge, Button, EmptyState, List, Time } from '@keyward/ui'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { useNow } from '../../app/use-now.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { messages } from '../../messages/messages.ts'

const text = messages.directory.reports

/** For administrators: apps that members reported. */
export function ReportsScreen() {
  const { session } = useKeyholder()
  const { data, isPending, problem, retry } = useView(views.reports, () => listReports(session))
  const close = useCommand((reportId: string) => closeReport(session, reportId), {
    done: text.closed,
    onDone: retry,
    failed: 'toast',
  })
  return (
    <InnerPage
      title={text.title}
      description={text.text}
      back={{ href: paths.directory, label: messages.directory.title }}
    >
      <Problem problem={problem} onRetry={retry} />
      {isPending ? <Loading /> : null}
      {data?.length === 0 ? <EmptyState title={text.none}>{text.noneText}</EmptyState> : null}
      {data === undefined || data.length === 0 ? null : (
        <List isCard label={text.list}>
          {data.map((report) => (
            <ReportRow
              key={report.reportId}
              report={report}
              isDisabled={close.isPending}
              onClose={() => void close.run(report.reportId)}
            />
          ))}
        </List>
      )}
    </InnerPage>
  )
}

interface ReportRowProps {
  readonly report: AppReport
  readonly isDisabled: boolean
  readonly onClose: () => void
}

function ReportRow({ report, isDisabled, onClose }: ReportRowProps) {
  const { appName, rpId, platform, step, code, text: words, memberId, reportedAt } = report
  const { platforms, steps, codes } = messages.directory.report
  const { workspace } = useMember()
  const now = useNow()
  const who = [...workspace.members.values()].find((member) => member.memberId === memberId)
  return (
    <li className="flex flex-col gap-2 px-3 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <AppIcon name={appName} />
        <div className="min-w-0 flex-1 basis-28">
          <div className="text-body font-medium break-words">{appName}</div>
          <div className="text-note break-words text-soft">{rpId}</div>
        </div>
        <Button isDisabled={isDisabled} ariaLabel={text.closeLabel(appName)} onPress={onClose}>
          {text.close}
        </Button>
      </div>
      <p className="text-body">
        {steps[step]}. {codes[code]}.
      </p>
      {words === null ? null : <p className="text-body break-words text-soft">{words}</p>}
      <p className="flex flex-wrap items-center gap-2 text-note text-soft">
        <Badge>{platforms[platform]}</Badge>
        {text.by(who?.name ?? text.somebody)}
        <Time at={reportedAt} now={now} fallback="" />
      </p>
    </li>
  )
}
