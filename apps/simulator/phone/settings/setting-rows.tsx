import { type ReactNode, useId } from 'react'

interface SettingGroupProps {
  readonly title: string
  readonly about?: string
  readonly children: ReactNode
}

/** Settings that belong together. */
export function SettingGroup({ title, about, children }: SettingGroupProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h3 id={id} className="px-4 text-note font-medium text-soft">
        {title}
      </h3>
      <div className="divide-y divide-line rounded-control bg-card">{children}</div>
      {about === undefined ? null : <p className="px-4 text-note text-soft">{about}</p>}
    </section>
  )
}

interface SwitchRowProps {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** A setting that is on or off. */
export function SwitchRow({ label, isOn, onChange }: SwitchRowProps) {
  return (
    <label className="flex min-h-12 cursor-pointer items-center gap-3 px-4 py-2 text-body">
      <span className="flex-1">{label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        checked={isOn}
        onChange={({ target }) => onChange(target.checked)}
        className="system-switch"
      />
    </label>
  )
}

interface ActionRowProps {
  readonly children: ReactNode
  readonly onPress: () => void
  readonly isDisabled?: boolean
}

/** A setting that is a button. */
export function ActionRow({ children, onPress, isDisabled = false }: ActionRowProps) {
  return (
    <button
      type="button"
      onClick={onPress}
      disabled={isDisabled}
      className="flex min-h-12 w-full items-center px-4 py-2 text-start text-body text-system disabled:text-soft"
    >
      {children}
    </button>
  )
}

interface ChoiceRowProps<T> {
  readonly label: string
  readonly choices: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** A setting with a few values. */
export function ChoiceRow<T extends number>(props: ChoiceRowProps<T>) {
  const { label, choices, value, onChange } = props
  return (
    <label className="flex min-h-12 items-center gap-3 px-4 py-2 text-body">
      <span className="flex-1">{label}</span>
      <select
        value={value}
        onChange={({ target }) => onChange(Number(target.value) as T)}
        className="min-h-11 rounded-control bg-well px-3 text-body"
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  )
}
