import { type MenuRow, MORE_LABEL } from '../../os/credential/menu.ts'
import type { Ceremony } from '../../os/credential/ceremony.ts'
import type { Phone } from '../../shell/phone.ts'
import { SystemButton } from './system-button.tsx'
import { SystemSheet } from './system-sheet.tsx'

interface PasskeyMenuProps {
  readonly phone: Phone
  readonly ceremony: Extract<Ceremony, { phase: 'menu' }>
}

/** The system's menu: which manager, or which passkey; then Continue. */
export function PasskeyMenu({ phone, ceremony }: PasskeyMenuProps) {
  const { request, menu, showsOthers, selected } = ceremony
  const isCreation = request.kind === 'create'
  const cancel = (): void => void phone.actOnCeremony({ type: 'cancel' })
  const rows = showsOthers ? [...menu.rows, ...menu.others] : menu.rows
  return (
    <SystemSheet
      title={isCreation ? 'Create a passkey' : 'Sign in with a passkey'}
      onCancel={cancel}
    >
      <p className="text-body text-soft">
        {isCreation
          ? `For ${request.asked.user?.name ?? ''} at ${request.rpId}. Choose where to keep it.`
          : `For ${request.rpId}.`}
      </p>
      {menu.absence === null ? null : (
        <p role="note" className="rounded-medium bg-warn-well px-3 py-2 text-note text-warn">
          {menu.absence}
        </p>
      )}
      {rows.length === 0 ? (
        <p className="text-body">No passkey manager is turned on.</p>
      ) : (
        <fieldset className="flex flex-col gap-2">
          <legend className="sr-only">{isCreation ? 'Passkey managers' : 'Passkeys'}</legend>
          {rows.map((row) => (
            <MenuChoice
              key={row.id}
              row={row}
              isSelected={row.id === selected}
              onSelect={() => phone.actOnCeremony({ type: 'select', id: row.id })}
            />
          ))}
        </fieldset>
      )}
      <SystemButton
        isPrimary
        isDisabled={selected === null}
        onPress={() => phone.actOnCeremony({ type: 'continue' })}
      >
        Continue
      </SystemButton>
      {showsOthers || menu.others.length === 0 ? null : (
        <SystemButton onPress={() => phone.actOnCeremony({ type: 'show-others' })}>
          {MORE_LABEL[request.platform]}
        </SystemButton>
      )}
      <SystemButton onPress={cancel}>Cancel</SystemButton>
    </SystemSheet>
  )
}

interface MenuChoiceProps {
  readonly row: MenuRow
  readonly isSelected: boolean
  readonly onSelect: () => void
}

function MenuChoice({ row, isSelected, onSelect }: MenuChoiceProps) {
  return (
    <label className="grid min-h-14 cursor-pointer grid-cols-[auto_1fr] items-center gap-x-3 rounded-control border border-line bg-card px-4 py-2 has-checked:border-system">
      <input
        type="radio"
        name="passkey-menu"
        checked={isSelected}
        onChange={onSelect}
        className="row-span-2 size-5 accent-system"
      />
      <span className="text-body font-medium">{row.title}</span>
      <span className="text-note text-soft">{row.subtitle}</span>
    </label>
  )
}
