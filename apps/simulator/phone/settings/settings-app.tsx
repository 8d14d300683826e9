import { KINDS, PLATFORMS } from '../../os/kinds.ts'
import type { Phone } from '../../shell/phone.ts'
import { usePhone } from '../use-phone.ts'
import { PasswordsPage } from './passwords-page.tsx'
import { ActionRow, ChoiceRow, SettingGroup, SwitchRow } from './setting-rows.tsx'

const HOUR = 3_600_000

const CLOCKS = [
  { value: 0, label: 'Right' },
  { value: HOUR, label: '1 hour fast' },
  { value: -HOUR, label: '1 hour slow' },
  { value: 24 * HOUR, label: '1 day fast' },
  { value: -24 * HOUR, label: '1 day slow' },
]

/** The settings of the simulated phone. */
export function SettingsApp({ phone }: { readonly phone: Phone }) {
  const { settingsPage, device } = usePhone(phone)
  if (settingsPage === 'passwords') return <PasswordsPage phone={phone} />
  const { name, versions } = PLATFORMS[device.platform]
  return (
    <div className="flex flex-1 flex-col gap-6 overflow-y-auto px-4 py-6">
      <h2 className="px-4 text-display font-semibold">Settings</h2>
      <SettingGroup title="Network">
        <SwitchRow
          label="Airplane mode"
          isOn={device.isAirplane}
          onChange={(on) => phone.change({ type: 'airplane', on })}
        />
      </SettingGroup>
      <SettingGroup title="Passkeys">
        <ActionRow onPress={() => phone.openSettings('passwords')}>
          Passwords and passkeys
        </ActionRow>
      </SettingGroup>
      <Biometrics phone={phone} />
      <SettingGroup
        title="System"
        about="Simulated: the pages that apps show keep the time of this machine."
      >
        <ChoiceRow
          label={`${name} version`}
          choices={versions.map((value) => ({ value, label: `${name} ${value}` }))}
          value={device.osVersion}
          onChange={(version) => phone.change({ type: 'os-version', version })}
        />
        <ChoiceRow
          label="Clock"
          choices={CLOCKS}
          value={device.clockOffset}
          onChange={(offset) => phone.change({ type: 'clock', offset })}
        />
      </SettingGroup>
      {device.platform === 'android' ? (
        <SettingGroup title="Browser">
          <SwitchRow
            label="On the list of known browsers"
            isOn={device.isBrowserListed}
            onChange={(on) => phone.change({ type: 'browser-listed', on })}
          />
        </SettingGroup>
      ) : null}
    </div>
  )
}

function Biometrics({ phone }: { readonly phone: Phone }) {
  const { device } = usePhone(phone)
  const { title, part } = KINDS[device.kind]
  const { count } = device.enrolment
  return (
    <SettingGroup
      title={title}
      about={count === 1 ? `1 ${part} is set up.` : `${count} ${part}s are set up.`}
    >
      <ActionRow onPress={() => phone.change({ type: 'enrol' })}>
        {count === 0 ? `Add a ${part}` : `Add another ${part}`}
      </ActionRow>
      <ActionRow
        isDisabled={count === 0}
        onPress={() => phone.change({ type: 'remove-enrolment' })}
      >
        Remove all {part}s
      </ActionRow>
    </SettingGroup>
  )
}
