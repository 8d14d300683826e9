import { useEffect } from 'react'
import { Banner, Button, Disclosure, Section } from '@keyward/ui'
import { AutoFillPicture } from '../../app/parts/auto-fill-picture.tsx'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { refresh } from '../../app/query-client.ts'
import { useCommand } from '../../app/use-command.ts'
import { useDevice } from '../../app/use-device.ts'
import { useShell } from '../../app/use-shell.ts'
import { messages } from '../../messages/messages.ts'
import { PhoneSetting } from './phone-setting.tsx'
import { Setting } from './setting.tsx'

const LOOK_EVERY = 2000

/** Whether the phone asks Keyward for passkeys, and how to allow it. */
export function AutoFillPage() {
  const text = messages.settings.autoFill
  const device = useDevice()
  return (
    <Setting title={text.title} text={text.text} help="allow-autofill">
      <PhoneSetting>{device.isLoading ? <Loading /> : <AutoFill />}</PhoneSetting>
    </Setting>
  )
}

function AutoFill() {
  const text = messages.settings.autoFill
  const steps = messages.setUp.autoFill
  const shell = useShell()
  const { autoFill, platform = 'ios' } = useDevice()
  const open = useCommand(async () => {
    await shell?.port.call('provider.openSettings', {})
  })
  useLooking()
  if (autoFill === 'too-old') {
    const version = shell?.info.osVersion ?? ''
    return <Banner tone="warn" title={steps.tooOld(messages.setUp.platforms[platform], version)} />
  }
  const isOn = autoFill === 'on'
  return (
    <>
      <Banner tone={isOn ? 'ok' : 'warn'} title={isOn ? text.on : text.off}>
        {isOn ? text.onText : text.offText}
      </Banner>
      {isOn ? null : (
        <Section title={text.how}>
          <AutoFillPicture platform={platform} />
          <ol className="flex list-decimal flex-col gap-2 py-2 pl-5 text-body marker:text-soft">
            {steps[platform].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Section>
      )}
      <Problem problem={open.problem} />
      <Button tone={isOn ? 'quiet' : 'primary'} isWide onPress={() => void open.run()}>
        {text.open}
      </Button>
      {isOn ? null : (
        <Disclosure title={text.missingTitle} level={2}>
          {platform === 'ios' ? text.missingIos : text.missingAndroid}
        </Disclosure>
      )}
    </>
  )
}

/** The phone's settings may be open beside the app, which then is told of no return. */
function useLooking(): void {
  useEffect(() => {
    const timer = setInterval(() => refresh('device'), LOOK_EVERY)
    return () => clearInterval(timer)
  }, [])
}
