import { useState } from 'react'
import type { Phone } from '../../shell/phone.ts'
import type { AppId } from '../../shell/state.ts'
import type { Origins } from '../load-simulation.ts'
import { SettingsApp } from '../settings/settings-app.tsx'
import { usePhone } from '../use-phone.ts'
import { APP_NAMES } from './phone-app-icon.tsx'
import { KeywardFrame } from './keyward-frame.tsx'
import { PerchFrame } from './perch-frame.tsx'

interface AppFramesProps {
  readonly phone: Phone
  readonly as: string | undefined
  readonly origins: Origins
}

/** Every app that runs, the one in front to be seen. An app that was ended has no frame any more. */
export function AppFrames({ phone, as, origins }: AppFramesProps) {
  const { running, front } = usePhone(phone)
  // In a fixed order: a frame that is moved in the page would load again.
  return running.toSorted().map((app) => (
    <section
      key={app}
      aria-label={APP_NAMES[app]}
      hidden={app !== front}
      className="absolute inset-0 flex flex-col bg-paper hidden:hidden"
    >
      <AppContent app={app} phone={phone} as={as} origins={origins} />
    </section>
  ))
}

function AppContent({ app, phone, as, origins }: AppFramesProps & { readonly app: AppId }) {
  switch (app) {
    case 'keyward':
      return <KeywardFrame phone={phone} surface="app" origins={origins} as={as} />
    case 'perch':
      return <PerchFrame phone={phone} app="perch" origins={origins} />
    case 'browser':
      return <Browser phone={phone} origins={origins} />
    case 'settings':
      return <SettingsApp phone={phone} />
  }
}

/** The phone's browser: one page, its address, and loading it again. */
function Browser({ phone, origins }: Omit<AppFramesProps, 'as'>) {
  const [loads, setLoads] = useState(0)
  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3 py-1.5">
        <span className="min-w-0 flex-1 truncate rounded-control bg-well px-4 py-2 text-note">
          {origins.perch}
        </span>
        <button
          type="button"
          onClick={() => setLoads(loads + 1)}
          className="min-h-11 px-2 text-note font-medium text-system"
        >
          Reload page
        </button>
      </div>
      <PerchFrame key={loads} phone={phone} app="browser" origins={origins} />
    </>
  )
}
