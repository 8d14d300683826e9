import type { Phone } from '../../shell/phone.ts'
import { KeywardFrame } from '../apps/keyward-frame.tsx'
import type { Origins } from '../load-simulation.ts'
import { usePhone } from '../use-phone.ts'
import { PasskeyMenu } from './passkey-menu.tsx'
import { SystemButton } from './system-button.tsx'
import { SystemSheet } from './system-sheet.tsx'

interface CeremonySheetsProps {
  readonly phone: Phone
  readonly origins: Origins
  readonly as: string | undefined
}

/** Whatever the system shows for a passkey request: its menu, or the sheet of a manager. */
export function CeremonySheets({ phone, origins, as }: CeremonySheetsProps) {
  const { ceremony, sheet, device } = usePhone(phone)
  const cancel = (): void => void phone.actOnCeremony({ type: 'cancel' })
  const height = device.platform === 'ios' ? 'h-[92%]' : 'h-[82%]'
  return (
    <>
      {ceremony?.phase === 'menu' ? <PasskeyMenu phone={phone} ceremony={ceremony} /> : null}
      {ceremony?.phase === 'built-in' ? (
        <SystemSheet title="This phone" onCancel={cancel}>
          <p className="text-body">
            The built-in manager is only listed here: a simulated phone keeps no passkeys of its
            own. Nothing was made or used.
          </p>
          <SystemButton isPrimary isFirst onPress={() => phone.actOnCeremony({ type: 'back' })}>
            Back
          </SystemButton>
          <SystemButton onPress={cancel}>Cancel</SystemButton>
        </SystemSheet>
      ) : null}
      {sheet === null ? null : (
        <div
          hidden={sheet.isClosing}
          className="absolute inset-0 z-20 flex flex-col justify-end bg-scrim pb-12 hidden:hidden"
        >
          <dialog
            open
            aria-label="Keyward"
            className={`${height} static m-0 flex w-full max-w-none border-0 p-0 text-ink flex-col overflow-hidden rounded-t-sheet bg-float shadow-float`}
          >
            <div className="flex items-center px-4 pt-1">
              <span className="flex-1 text-note text-soft">Passkey manager</span>
              <button
                type="button"
                onClick={cancel}
                className="min-h-11 px-2 text-body font-medium text-system"
              >
                Cancel
              </button>
            </div>
            <KeywardFrame
              key={sheet.id}
              phone={phone}
              surface="provider"
              origins={origins}
              as={as}
            />
          </dialog>
        </div>
      )}
    </>
  )
}
