import { lazy, Suspense, use } from 'react'
import { Banner, LinkButton, OfflineMark } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'
import { paths } from '../paths.ts'
import { DeskContext } from '../use-desk.ts'
import { useMember } from '../use-member.ts'
import { useShownSession } from '../use-session.ts'
import { useSync } from '../use-sync.ts'
import { Problem } from './problem.tsx'

/** Above every screen: what stands between this device and the server, when something does. */
export function Notice() {
  const { isOnline, waiting, isLogKeyNew, problem, now } = useSync()
  const { state, hasEnded } = useShownSession()
  const text = messages.app
  // Help is read by anybody, with this frame around it for who is unlocked.
  const hasDesk = use(DeskContext) !== undefined
  if (hasEnded)
    return (
      <Banner
        tone="warn"
        title={text.sessionEnded.title}
        action={<LinkButton href={paths.unlock}>{text.sessionEnded.action}</LinkButton>}
      >
        {text.sessionEnded.text}
      </Banner>
    )
  if (problem !== undefined) return <Problem problem={problem} onRetry={now} />
  const isDue = state.kind === 'unlocked' && state.known.areKeysDue
  return (
    <>
      {hasDesk ? <Approvals /> : null}
      {hasDesk && isLogKeyNew ? (
        <Suspense>
          <NewLogKey />
        </Suspense>
      ) : null}
      {isDue ? (
        <Banner
          tone="warn"
          title={text.keysDue.title}
          action={
            <LinkButton href={paths.settingsPage('recovery')}>{text.keysDue.action}</LinkButton>
          }
        >
          {text.keysDue.text}
        </Banner>
      ) : null}
      {isOnline && waiting === 0 ? null : (
        <OfflineMark count={waiting} label={labelOf(isOnline, waiting)} />
      )}
    </>
  )
}

const ApprovalNotice = lazy(async () => ({
  default: (await import('../approvals/approval-notice.tsx')).ApprovalNotice,
}))

const NewLogKey = lazy(async () => ({ default: (await import('./new-log-key.tsx')).NewLogKey }))

/** What waits for whoever owns accounts. It is loaded after what the screen is for. */
function Approvals() {
  const { may } = useMember()
  if (!may('accounts.create', {})) return null
  return (
    <Suspense>
      <ApprovalNotice />
    </Suspense>
  )
}

function labelOf(isOnline: boolean, waiting: number): string {
  const { offline, waiting: waits } = messages.app
  if (isOnline) return waits(waiting)
  return waiting === 0 ? offline : `${offline}: ${waits(waiting)}`
}
