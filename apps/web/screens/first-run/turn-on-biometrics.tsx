import { Banner, Button } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import { useBiometricsLogin } from '../../app/use-biometrics-login.ts'
import { useDevice } from '../../app/use-device.ts'
import { messages } from '../../messages/messages.ts'

/** Turns on Biometrics Login, in the device's own words. */
export function TurnOnBiometrics({ onDone }: { readonly onDone: () => void }) {
  const text = messages.setUp
  const { biometricsLogin, biometricName } = useDevice()
  const { turnOn } = useBiometricsLogin()
  const name = biometricName ?? ''
  if (biometricsLogin === 'on')
    return (
      <>
        <Banner tone="ok" title={text.biometrics.on} />
        <Button tone="primary" isWide onPress={onDone}>
          {text.next}
        </Button>
      </>
    )
  return (
    <>
      {biometricsLogin === 'not-enrolled' ? (
        <Banner tone="warn" title={text.biometrics.notEnrolled(name)} />
      ) : null}
      <Problem problem={turnOn.problem} />
      <div className="flex flex-col gap-3">
        <Button
          tone="primary"
          isWide
          isDisabled={biometricsLogin !== 'off'}
          isPending={turnOn.isPending}
          pendingLabel={text.biometrics.turningOn}
          onPress={() => void turnOn.run()}
        >
          {text.biometrics.turnOn(name)}
        </Button>
        <Button tone="plain" isWide onPress={onDone}>
          {text.biometrics.later}
        </Button>
      </div>
    </>
  )
}
