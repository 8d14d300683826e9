import { useState } from 'react'
import { Banner, Button, Card, Dialog, Switch } from '@keyward/ui'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { useBiometricsLogin } from '../../app/use-biometrics-login.ts'
import { useDevice } from '../../app/use-device.ts'
import { messages } from '../../messages/messages.ts'
import { PhoneSetting } from './phone-setting.tsx'
import { Setting } from './setting.tsx'

/** Unlocking by the phone's face or fingerprint. */
export function BiometricsPage() {
  const text = messages.settings.biometrics
  const { biometricName, isLoading } = useDevice()
  return (
    <Setting title={text.title} text={text.text(biometricName ?? '')} help="biometrics-login">
      <PhoneSetting>{isLoading ? <Loading /> : <BiometricsLogin />}</PhoneSetting>
    </Setting>
  )
}

function BiometricsLogin() {
  const text = messages.settings.biometrics
  const { biometricsLogin, biometricName } = useDevice()
  const { turnOn, turnOff } = useBiometricsLogin()
  const [isAsking, setAsking] = useState(false)
  const name = biometricName ?? ''
  const isOn = biometricsLogin === 'on'
  return (
    <>
      {biometricsLogin === 'not-enrolled' ? (
        <Banner tone="warn" title={messages.setUp.biometrics.notEnrolled(name)} />
      ) : null}
      <Card>
        <Switch
          label={text.label(name)}
          description={isOn ? text.turnedOn : text.turnedOff}
          isOn={isOn}
          isDisabled={biometricsLogin === 'not-enrolled' || turnOn.isPending || turnOff.isPending}
          onChange={(wanted) => (wanted ? void turnOn.run() : setAsking(true))}
        />
      </Card>
      <Problem problem={turnOn.problem ?? turnOff.problem} />
      <p className="text-note text-soft">{text.what}</p>
      <TurnOff
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void turnOff.run()
        }}
      />
    </>
  )
}

interface TurnOffProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
}

function TurnOff({ isOpen, onClose, onConfirm }: TurnOffProps) {
  const text = messages.settings.biometrics
  return (
    <Dialog
      isAlert
      isOpen={isOpen}
      onOpenChange={onClose}
      title={text.offTitle}
      actions={
        <>
          <Button tone="plain" onPress={onClose}>
            {messages.app.cancel}
          </Button>
          <Button tone="danger" onPress={onConfirm}>
            {text.turnOff}
          </Button>
        </>
      }
    >
      <p>{text.offText}</p>
    </Dialog>
  )
}
