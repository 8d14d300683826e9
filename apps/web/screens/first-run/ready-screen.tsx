import { useState } from 'react'
import { Navigate } from '@tanstack/react-router'
import { Loading } from '../../app/parts/loading.tsx'
import { paths } from '../../app/paths.ts'
import { useDevice } from '../../app/use-device.ts'
import { useGo } from '../../app/use-go.ts'
import { messages } from '../../messages/messages.ts'
import { AllowAutoFill } from './allow-auto-fill.tsx'
import { FirstRunPage } from './first-run-page.tsx'
import { TurnOnBiometrics } from './turn-on-biometrics.tsx'

/** Makes a phone ready for passkeys: Biometrics Login, then AutoFill. A browser needs neither. */
export function ReadyScreen() {
  const device = useDevice()
  const go = useGo()
  const [isLoginDone, setLoginDone] = useState(false)
  const text = messages.setUp
  if (!device.isPhone) return <Navigate to={paths.accounts} replace />
  if (device.isLoading) return <Loading />
  const name = device.biometricName ?? ''
  if (!isLoginDone)
    return (
      <FirstRunPage
        title={text.biometrics.heading(name)}
        description={text.biometrics.text(name)}
        help="biometrics-login"
      >
        <TurnOnBiometrics onDone={() => setLoginDone(true)} />
      </FirstRunPage>
    )
  return (
    <FirstRunPage
      title={text.autoFill.heading}
      description={text.autoFill.text}
      help="allow-autofill"
    >
      <AllowAutoFill onDone={() => go(paths.accounts, { replace: true })} />
    </FirstRunPage>
  )
}
