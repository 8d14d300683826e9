import { type ActivityEntry, sentenceOf } from '@keyward/log'
import { listActivity } from '@keyward/keyholder/commands'
import { Section, Skeleton, TextLink, Time } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { paths } from '../../../app/paths.ts'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { useReasons } from '../../../app/use-reasons.ts'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'
import { messages } from '../../../messages/messages.ts'
import { useNow } from '../../../app/use-now.ts'
import { usePeople } from '../parts/use-people.ts'

const SHOWN = 10
const NO_ENTRIES: readonly ActivityEntry[] = []

/** What happened to the account lately, as the server's log has it. */
export function AccountActivity({ accountId }: { readonly accountId: string }) {
  const text = messages.accounts.activity
  const { session } = useKeyholder()
  const people = usePeople()
  const now = useNow()
  const { data, isPending, problem, retry } = useView(views.accountActivity(accountId), () =>
    listActivity(session, { accountId }, SHOWN),
  )
  const reasons = useReasons(data ?? NO_ENTRIES)
  return (
    <Section title={text.title}>
      <Problem problem={problem} onRetry={retry} />
      {isPending ? <Skeleton label={text.loading} /> : null}
      {data?.length === 0 ? <p className="text-body text-soft">{text.none}</p> : null}
      {data === undefined || data.length === 0 ? null : (
        <ol
          aria-label={text.list}
          className="divide-y divide-line rounded-medium border border-line bg-card"
        >
          {data.map(({ sequence, event, memberId, time }) => (
            <li key={sequence} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2.5">
              <span className="min-w-0 flex-1 basis-40 text-body break-words">
                {sentenceOf(event)}
                <Reason reason={reasons.get(sequence)} />
              </span>
              <span className="text-note text-soft">
                {memberId === null ? text.server : people.ofMember(memberId)}
                {' · '}
                <Time at={time} now={now} fallback="" locale={messages.app.locale} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {data?.length === SHOWN ? (
        <p className="text-note">
          <TextLink href={paths.activity}>{text.all}</TextLink>
        </p>
      ) : null}
    </Section>
  )
}

/** Why somebody signed in, as they said. */
function Reason({ reason }: { readonly reason: string | undefined }) {
  if (reason === undefined) return null
  return <span className="block text-note text-soft">{messages.activity.reason(reason)}</span>
}
