import type { Phone } from '../../shell/phone.ts'
import { useDialog } from './use-dialog.ts'
import { useClock, usePhone } from '../use-phone.ts'

/** Over everything while the phone is locked. Its code also ends a lockout of biometrics. */
export function LockScreen({ phone }: { readonly phone: Phone }) {
  const { device } = usePhone(phone)
  const dialog = useDialog()
  const time = useClock(device.clockOffset)
  return (
    <dialog
      open
      ref={dialog}
      aria-label="Lock screen"
      className="wallpaper absolute inset-0 z-30 m-0 size-full max-h-none max-w-none border-0 text-ink flex flex-col items-center px-6 pt-28 pb-24"
    >
      <p className="text-display font-semibold tabular-nums">
        {time.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })}
      </p>
      <p className="mt-1 flex-1 text-body">Locked</p>
      <button
        type="button"
        data-first
        onClick={() => phone.change({ type: 'unlock' })}
        className="min-h-12 w-full rounded-control bg-card px-4 text-body font-semibold shadow-float"
      >
        Unlock with the phone’s code
      </button>
    </dialog>
  )
}
