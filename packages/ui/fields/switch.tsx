import { useId } from 'react'
import { Switch as AriaSwitch } from 'react-aria-components/Switch'

export interface SwitchProps {
  readonly label: string
  /** What it does, below the label. */
  readonly description?: string | undefined
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly isDisabled?: boolean | undefined
}

/** A row that is on or off, at once. */
export function Switch({ label, description, isOn, onChange, isDisabled = false }: SwitchProps) {
  const id = useId()
  return (
    <AriaSwitch
      isSelected={isOn}
      onChange={onChange}
      isDisabled={isDisabled}
      aria-labelledby={`${id}-label`}
      {...(description === undefined ? {} : { 'aria-describedby': `${id}-about` })}
      className="group target flex w-full cursor-pointer items-center justify-between gap-4 rounded-small py-2 data-disabled:cursor-default data-disabled:opacity-55"
    >
      <span className="min-w-0">
        <span id={`${id}-label`} className="block text-body">
          {label}
        </span>
        {description === undefined ? null : (
          <span id={`${id}-about`} className="block text-note text-soft">
            {description}
          </span>
        )}
      </span>
      <span className="flex h-7 w-12 shrink-0 items-center rounded-large border border-edge bg-well px-[3px] transition-colors duration-150 group-data-selected:border-action group-data-selected:bg-action">
        <span className="size-5 rounded-large bg-edge transition-transform duration-150 group-data-selected:translate-x-5 group-data-selected:bg-on-action" />
      </span>
    </AriaSwitch>
  )
}
