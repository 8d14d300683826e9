import { useEffect, useState } from 'react'
import { Navigate } from '@tanstack/react-router'
import type { ApprovalSeeker } from '@keyward/keyholder/session'
import { Banner, Button } from '@keyward/ui'
import { Page } from '../../app/parts/page.tsx'
import { paths } from '../../app/paths.ts'
import { takeNote } from '../../lend/note.ts'
import { placeToReturn } from '../../app/return-place.ts'
import { thisDevice } from '../../app/start.ts'
import { useGo } from '../../app/use-go.ts'
import { useShownSession } from '../../app/use-session.ts'
import { messages } from '../../messages/messages.ts'
import { SeekApproval } from '../first-run/seek-approval.tsx'
import { BiometricUnlock } from './biometric-unlock.tsx'
import { Removed } from './removed.tsx'
import { SignOutHere } from './sign-out-here.tsx'
import { UnlockForm } from './unlock-form.tsx'
import { useIsOnline } from './use-is-online.ts'

/** Unlocks this device, and goes back to where the person was. */
export function UnlockScreen() {
  const text = messages.unlock
  const { state, lockReason, wasRemoved, hasEnded } = useShownSession()
  const isOnline = useIsOnline()
  const [seeker, setSeeker] = useState<ApprovalSeeker>()
  if (wasRemoved) return <Removed />
  if (state.kind === 'none') return <Navigate to={paths.welcome} replace />
  // Who comes to begin a new session with the server is unlocked still, and stays for that.
  if (state.kind === 'unlocked' && !hasEnded) return <Back />
  const reason = lockReason === undefined ? '' : text.reasons[lockReason]
  return (
    <Page
      title={seeker === undefined ? text.title : text.seekTitle}
      description={text.as(state.known.address)}
      help="recovery"
    >
      {reason === '' ? null : <Banner tone="info" title={reason} />}
      {isOnline ? null : <Banner tone="warn" title={text.offline} />}
      {seeker === undefined ? (
        <>
          {hasEnded ? null : <BiometricUnlock />}
          <UnlockForm onSeek={setSeeker} />
          <SignOutHere />
        </>
      ) : (
        <>
          <SeekApproval seeker={seeker} onDone={done} />
          <Button tone="plain" isWide onPress={() => setSeeker(undefined)}>
            {text.otherWay}
          </Button>
        </>
      )}
    </Page>
  )
}

/** Unlocking shows another screen by itself. */
function done(): void {
  return undefined
}

/** Goes back to where the person was. */
function Back() {
  const go = useGo()
  useEffect(() => {
    // A sheet that could not turn on Biometrics Login sent the person here for that.
    const place = takeNote(thisDevice) ? paths.settingsPage('biometrics') : placeToReturn()
    go(place, { replace: true })
  }, [go])
  return null
}
