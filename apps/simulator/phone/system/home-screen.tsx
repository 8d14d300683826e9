import type { Phone } from '../../shell/phone.ts'
import { APPS } from '../../shell/state.ts'
import { APP_NAMES, PhoneAppIcon } from '../apps/phone-app-icon.tsx'

/** The apps of the phone. */
export function HomeScreen({ phone }: { readonly phone: Phone }) {
  return (
    <section aria-label="Home screen" className="wallpaper flex-1 px-6 pt-10">
      <ul className="grid grid-cols-4 gap-y-6">
        {APPS.map((app) => (
          <li key={app} className="flex justify-center">
            <button
              type="button"
              aria-label={`Open ${APP_NAMES[app]}`}
              onClick={() => phone.open(app)}
              className="flex flex-col items-center gap-1.5 rounded-medium p-1 text-note"
            >
              <PhoneAppIcon app={app} />
              <span aria-hidden>{APP_NAMES[app]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
