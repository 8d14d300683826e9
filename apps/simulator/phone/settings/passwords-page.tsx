import { hasManagers } from '../../os/device.ts'
import { PLATFORMS } from '../../os/kinds.ts'
import type { Phone } from '../../shell/phone.ts'
import { usePhone } from '../use-phone.ts'
import { ActionRow, SettingGroup, SwitchRow } from './setting-rows.tsx'

const GROUP = { ios: 'AutoFill from', android: 'Preferred and additional services' } as const

/** Which passkey managers the system offers. */
export function PasswordsPage({ phone }: { readonly phone: Phone }) {
  const { device, listing } = usePhone(phone)
  const { name, firstVersion } = PLATFORMS[device.platform]
  return (
    <div className="flex flex-1 flex-col gap-6 overflow-y-auto px-4 py-4">
      <button
        type="button"
        onClick={() => phone.openSettings('top')}
        className="min-h-11 self-start px-4 text-body text-system"
      >
        Back to settings
      </button>
      <h2 className="px-4 text-title font-semibold">Passwords and passkeys</h2>
      {hasManagers(device) ? (
        <SettingGroup title={GROUP[device.platform]}>
          <SwitchRow
            label="Keyward"
            isOn={device.managers.keyward}
            onChange={(on) => phone.change({ type: 'manager', manager: 'keyward', on })}
          />
          <SwitchRow
            label="This phone"
            isOn={device.managers.builtIn}
            onChange={(on) => phone.change({ type: 'manager', manager: 'builtIn', on })}
          />
        </SettingGroup>
      ) : (
        <p role="note" className="rounded-medium bg-warn-well px-4 py-3 text-body text-warn">
          {name} {device.osVersion} has no passkey managers but its own. They need {name}{' '}
          {firstVersion} or later.
        </p>
      )}
      <SettingGroup
        title="What Keyward told the system to list"
        about={`${count(listing.entries.length, 'passkey')}, ${count(listing.accounts.length, 'account')}. The system shows these without opening Keyward.`}
      >
        <ActionRow onPress={phone.loseListing}>Tell Keyward that the listing was lost</ActionRow>
      </SettingGroup>
    </div>
  )
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
