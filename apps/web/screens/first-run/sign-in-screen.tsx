import { useState } from 'react'
import type { ApprovalSeeker, SignIn } from '@keyward/keyholder/session'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useDeviceName } from '../../app/use-device-name.ts'
import { useGo } from '../../app/use-go.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { serverOrigin } from '../../platform/server-origin.ts'
import { extension } from '../../messages/en/extension.ts'
import { messages } from '../../messages/messages.ts'
import { knownServer } from '../../extension/begin.ts'
import { FirstRunPage, type FirstRunPageProps } from './first-run-page.tsx'
import { RequireNobody } from './require-nobody.tsx'
import { SeekApproval } from './seek-approval.tsx'
import { type GivenSignIn, SignInForm } from './sign-in-form.tsx'

/** Signs in on a device that knows nothing of the member yet. */
export function SignInScreen() {
  return (
    <RequireNobody>
      <SignInHere />
    </RequireNobody>
  )
}

function SignInHere() {
  const text = messages.firstRun
  const { session } = useKeyholder()
  const go = useGo()
  const deviceName = useDeviceName()
  const [seeker, setSeeker] = useState<ApprovalSeeker>()
  const ready = (): void => go(paths.ready, { replace: true })
  const signIn = useCommand(async ({ way, ...given }: GivenSignIn) => {
    const whole: SignIn = { ...given, origin: serverOrigin(), deviceName }
    if (way === 'device') return setSeeker(await session.seekApproval(whole))
    try {
      await session.signIn(whole)
    } catch (error) {
      if (!opensNothing(error)) throw error
      // The passkey says who asks, and another device has to open everything.
      return setSeeker(await session.seekApproval(whole))
    }
    return ready()
  })
  const { back, description } = usePlace()
  if (seeker !== undefined)
    return (
      <FirstRunPage title={text.approval.title} back={back} help="recovery">
        <SeekApproval seeker={seeker} onDone={ready} />
      </FirstRunPage>
    )
  return (
    <FirstRunPage title={text.signIn.title} description={description} back={back} help="recovery">
      <SignInForm
        isPending={signIn.isPending}
        problem={signIn.problem}
        onSubmit={(given) => void signIn.run(given)}
      />
    </FirstRunPage>
  )
}

/** In the extension the server is another place than this page, and may be set by the organisation. */
function usePlace(): Pick<FirstRunPageProps, 'back' | 'description'> {
  if (import.meta.env.MODE !== 'extension')
    return { back: { href: paths.welcome, label: messages.app.back } }
  const { at, change } = extension.server
  const description = at(new URL(serverOrigin()).host)
  return knownServer().isManaged
    ? { description }
    : { description, back: { href: `${paths.welcome}?change=1`, label: change } }
}

function opensNothing(error: unknown): boolean {
  return error instanceof Error && 'rule' in error && error.rule === 'session.approval'
}
