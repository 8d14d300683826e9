import { useEffect, useSyncExternalStore } from 'react'
import { announcementOf } from './announcement.ts'
import type { SheetDesk } from './desk/sheet-desk.ts'
import type { Stage } from './desk/stage.ts'
import type { About } from './request/about.ts'
import { AccountScreen } from './screens/account.tsx'
import { ApprovalScreen } from './screens/approval.tsx'
import { ChoosePasskeyScreen } from './screens/choose-passkey.tsx'
import { EndedScreen } from './screens/ended.tsx'
import { ExcludedScreen } from './screens/excluded.tsx'
import { ReasonScreen } from './screens/reason.tsx'
import { SavedScreen } from './screens/saved.tsx'
import { TrustAppScreen } from './screens/trust-app.tsx'
import { TurnOnScreen } from './screens/turn-on.tsx'
import { UnlockScreen } from './screens/unlock.tsx'
import { UnverifiedScreen } from './screens/unverified.tsx'
import { WaitingScreen } from './screens/waiting.tsx'
import { SheetContext } from './use-sheet.ts'

export interface ProviderSheetProps {
  readonly desk: SheetDesk
  readonly about: About
  readonly biometricName: string
  /** Told once the sheet is the scripts': the first frame came with the page. */
  readonly onTaken?: (() => void) | undefined
}

/** What is only shown once Keyward has checked the app. */
const CHECKED: ReadonlySet<Stage['kind']> = new Set([
  // A page is checked before anybody is asked to unlock for it.
  'unlock',
  'account',
  'passkey',
  'reason',
  'approval',
  'excluded',
  'saved',
])

/** The sheet: always the screen of the stage that the request is at. Escape leaves. */
export function ProviderSheet({ desk, about, biometricName, onTaken }: ProviderSheetProps) {
  const shown = useSyncExternalStore(desk.watch, desk.shown, desk.shown)
  const { stage, turn, isBusy, isDoubtful, isSudden } = shown
  useEffect(() => onTaken?.(), [onTaken])
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      // A browser has a prompt of its own to go on with.
      if (about.platform === 'browser') desk.handOver()
      else desk.cancel()
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [desk, about.platform])
  const said = announcementOf(stage, about)
  const isVerified = about.isChecked || (CHECKED.has(stage.kind) && !isDoubtful)
  return (
    <SheetContext value={{ desk, about, biometricName, isVerified, isBusy, isSudden }}>
      <output className="said">{said}</output>
      <Screen
        key={stage.kind === 'waiting' || stage.kind === 'approval' ? stage.kind : turn}
        stage={stage}
      />
    </SheetContext>
  )
}

function Screen({ stage }: { readonly stage: Stage }) {
  switch (stage.kind) {
    case 'waiting':
      return <WaitingScreen stage={stage} />
    case 'unverified':
      return <UnverifiedScreen stage={stage} />
    case 'turn-on':
      return <TurnOnScreen stage={stage} />
    case 'unlock':
      return import.meta.env.MODE === 'extension' ? <UnlockScreen stage={stage} /> : null
    case 'account':
      return <AccountScreen stage={stage} />
    case 'passkey':
      return <ChoosePasskeyScreen stage={stage} />
    case 'reason':
      return <ReasonScreen />
    case 'approval':
      return <ApprovalScreen stage={stage} />
    case 'excluded':
      return <ExcludedScreen stage={stage} />
    case 'trust':
      return <TrustAppScreen stage={stage} />
    case 'saved':
      return <SavedScreen stage={stage} />
    case 'ended':
      return <EndedScreen stage={stage} />
  }
}
