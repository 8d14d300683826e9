import type { Phone } from '../../shell/phone.ts'
import { APP_NAMES, PhoneAppIcon } from '../apps/phone-app-icon.tsx'
import { useDialog } from './use-dialog.ts'
import { usePhone } from '../use-phone.ts'

/** The apps that run: show one, or end it as the system would, without a word to it. */
export function AppSwitcher({ phone }: { readonly phone: Phone }) {
  const { running, sheet } = usePhone(phone)
  const dialog = useDialog(phone.toggleSwitcher)
  const close =
    'min-h-11 rounded-control border border-edge px-4 text-note font-medium hover:bg-well'
  return (
    <dialog
      open
      ref={dialog}
      aria-label="App switcher"
      className="absolute inset-0 z-35 m-0 flex size-full max-h-none max-w-none border-0 text-ink flex-col gap-3 overflow-y-auto bg-paper wrap-anywhere px-5 pt-12 pb-20"
    >
      {sheet === null || sheet.isClosing ? null : (
        <div className="flex items-center gap-4 rounded-sheet bg-card p-4 shadow-float">
          <PhoneAppIcon app="keyward" />
          <span className="flex-1 text-body">Passkey sheet of Keyward</span>
          <button type="button" className={close} onClick={() => phone.kill('provider')}>
            Close the passkey sheet
          </button>
        </div>
      )}
      {running.length === 0 ? <p className="text-body text-soft">No app is running.</p> : null}
      {running.map((app) => (
        <div key={app} className="flex items-center gap-4 rounded-sheet bg-card p-4 shadow-float">
          <button
            type="button"
            aria-label={`Show ${APP_NAMES[app]}`}
            onClick={() => phone.open(app)}
            className="flex min-w-0 flex-1 items-center gap-4 text-start text-body"
          >
            <PhoneAppIcon app={app} />
            {APP_NAMES[app]}
          </button>
          <button
            type="button"
            className={close}
            aria-label={`Close ${APP_NAMES[app]}`}
            onClick={() => phone.kill(app)}
          >
            Close
          </button>
        </div>
      ))}
    </dialog>
  )
}
