import { hasModal } from '../shell/state.ts'
import type { Phone } from '../shell/phone.ts'
import { AppFrames } from './apps/app-frames.tsx'
import type { Origins } from './load-simulation.ts'
import { AppSwitcher } from './system/app-switcher.tsx'
import { BiometricPrompt } from './system/biometric-prompt.tsx'
import { CeremonySheets } from './system/ceremony-sheets.tsx'
import { HomeScreen } from './system/home-screen.tsx'
import { LockScreen } from './system/lock-screen.tsx'
import { NavigationBar } from './system/navigation-bar.tsx'
import { OpenedUrl } from './system/opened-url.tsx'
import { StatusBar } from './system/status-bar.tsx'
import { usePhone } from './use-phone.ts'

interface PhoneBodyProps {
  readonly phone: Phone
  readonly as: string | undefined
  readonly origins: Origins
}

/** The drawn phone. On a narrow page it is the page. */
export function PhoneBody({ phone, as, origins }: PhoneBodyProps) {
  const state = usePhone(phone)
  const { device, prompt } = state
  return (
    <section
      aria-label={`Simulated phone: ${device.name}`}
      data-platform={device.platform}
      data-device={device.id}
      className="flex min-h-0 w-full flex-col roomy:mx-auto roomy:my-4 roomy:w-[25.5rem] roomy:shrink-0"
    >
      <div className="flex min-h-0 flex-1 flex-col roomy:max-h-[54rem] roomy:rounded-phone roomy:bg-case roomy:p-2.5 roomy:shadow-float">
        <div className="relative isolate flex min-h-0 flex-1 flex-col overflow-hidden bg-paper roomy:rounded-screen">
          <StatusBar device={device} />
          <div inert={hasModal(state)} className="relative flex min-h-0 flex-1 flex-col">
            {state.front === null ? <HomeScreen phone={phone} /> : null}
            <AppFrames phone={phone} as={as} origins={origins} />
          </div>
          {device.isLocked ? null : (
            <>
              {state.showsSwitcher ? <AppSwitcher phone={phone} /> : null}
              <CeremonySheets phone={phone} origins={origins} as={as} />
              {state.openedUrl === null ? null : <OpenedUrl phone={phone} url={state.openedUrl} />}
              {prompt === null ? null : (
                <BiometricPrompt key={prompt.id} phone={phone} prompt={prompt} />
              )}
            </>
          )}
          {device.isLocked ? <LockScreen phone={phone} /> : null}
          <NavigationBar phone={phone} />
        </div>
      </div>
      <p className="hidden py-2 text-center text-note text-soft roomy:block">
        A simulated phone: nothing here is {device.platform === 'ios' ? 'iOS' : 'Android'} itself.
      </p>
    </section>
  )
}
