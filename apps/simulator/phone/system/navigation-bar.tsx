import type { Phone } from '../../shell/phone.ts'
import { usePhone } from '../use-phone.ts'

/** The three buttons that every simulated phone has, whatever it shows. */
export function NavigationBar({ phone }: { readonly phone: Phone }) {
  const { device, showsSwitcher } = usePhone(phone)
  const button =
    'min-h-11 flex-1 rounded-control text-note font-medium text-soft hover:text-ink disabled:opacity-40'
  return (
    <nav
      aria-label="Phone buttons"
      className="relative z-40 flex shrink-0 gap-1 border-t border-line bg-paper px-3 py-0.5"
    >
      <button type="button" className={button} disabled={device.isLocked} onClick={phone.goHome}>
        Home
      </button>
      <button
        type="button"
        className={button}
        disabled={device.isLocked}
        aria-expanded={showsSwitcher}
        onClick={phone.toggleSwitcher}
      >
        App switcher
      </button>
      <button
        type="button"
        className={button}
        disabled={device.isLocked}
        onClick={() => phone.change({ type: 'lock' })}
      >
        Lock phone
      </button>
    </nav>
  )
}
