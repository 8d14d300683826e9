import { useEffect } from 'react'
import { Navigate } from '@tanstack/react-router'
import { Button, Disclosure } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useSession } from '../../app/use-session.ts'
import { useSignOut } from '../../app/use-sign-out.ts'
import { messages } from '../../messages/messages.ts'
import { FirstRunPage } from './first-run-page.tsx'
import { SafetyNumber } from './safety-number.tsx'

const LOOK_EVERY = 4000

/** Waits until somebody lets the member in. */
export function WaitingScreen() {
  const text = messages.firstRun.waiting
  const { session } = useKeyholder()
  const state = useSession()
  const signOut = useSignOut()
  const look = useCommand(() => session.checkAdmission())
  const leave = useCommand(signOut)
  const { run } = look
  useEffect(() => {
    const timer = setInterval(() => void run(), LOOK_EVERY)
    return () => clearInterval(timer)
  }, [run])
  if (state.kind === 'unlocked' && state.known.isAdmitted)
    return <Navigate to={paths.ready} replace />
  if (state.kind !== 'unlocked') return null
  const { name } = session.membership().state
  const problem = look.problem?.rule === 'remote.offline' ? undefined : look.problem
  return (
    <FirstRunPage title={text.title(name)} description={text.text} help="index">
      <Problem problem={problem ?? leave.problem} />
      <Disclosure title={text.numberTitle} level={2}>
        <SafetyNumber />
      </Disclosure>
      <div className="flex flex-col gap-3">
        <Button isWide onPress={() => void run()}>
          {text.look}
        </Button>
        <Button tone="plain" isWide isPending={leave.isPending} onPress={() => void leave.run()}>
          {text.signOut}
        </Button>
      </div>
    </FirstRunPage>
  )
}
