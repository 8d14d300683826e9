import { listShareRequests, type ShareRequestView } from '@keyward/keyholder/commands'
import { EmptyState, LinkButton, Section } from '@keyward/ui'
import { ApprovalCard } from '../../app/approvals/approval-card.tsx'
import { useApprovals } from '../../app/approvals/use-approvals.ts'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useDesk } from '../../app/use-desk.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { messages } from '../../messages/messages.ts'

/** All that waits for this member as an Owner of accounts. */
export function ApprovalsScreen() {
  const text = messages.approvals
  const { waiting, isPending, problem, retry } = useApprovals()
  const { vault } = useDesk()
  const { data = [] } = useView(views.shareRequests, listShareRequests)
  // A Manager's own requests wait for others.
  const requests = data.filter(({ accountId }) => vault.relationOf(accountId) === 'owner')
  const isEmpty = !isPending && problem === undefined && waiting.length + requests.length === 0
  return (
    <InnerPage
      title={text.title}
      description={text.text}
      back={{ href: paths.activity, label: text.back }}
    >
      <Problem problem={problem} onRetry={retry} />
      {isPending ? <Loading /> : null}
      {isEmpty ? <EmptyState title={text.none}>{text.noneText}</EmptyState> : null}
      {waiting.length === 0 ? null : (
        <ul aria-label={text.list} className="flex flex-col gap-4">
          {waiting.map((approval) => (
            <li key={approval.approvalId}>
              <ApprovalCard approval={approval} onAnswered={retry} />
            </li>
          ))}
        </ul>
      )}
      {requests.length === 0 ? null : (
        <Section title={text.requests}>
          <ul
            aria-label={text.requests}
            className="divide-y divide-line rounded-medium border border-line bg-card"
          >
            {requests.map((request) => (
              <Request key={request.requestId} request={request} />
            ))}
          </ul>
        </Section>
      )}
    </InnerPage>
  )
}

/** It is decided on the account's own page, where the limits are. */
function Request({ request }: { readonly request: ShareRequestView }) {
  const text = messages.approvals
  const { accountId, askedBy, who, note } = request
  const { vault } = useDesk()
  const app = vault.index.get(accountId)?.appName ?? text.someAccount
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 px-4 py-3">
      <span className="min-w-0 flex-1 basis-48 text-body break-words">
        {text.request(askedBy, app, who)}
        {note === null ? null : <span className="block text-note text-soft">{note}</span>}
      </span>
      <LinkButton href={paths.account(accountId)}>{text.open}</LinkButton>
    </li>
  )
}
