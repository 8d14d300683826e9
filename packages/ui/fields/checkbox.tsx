import Check from 'lucide-react/icons/check'
import { useId } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import { Breakable } from '../words/breakable.tsx'

export interface CheckboxProps {
  readonly label: string
  readonly description?: string | undefined
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly isDisabled?: boolean | undefined
  readonly isRequired?: boolean | undefined
}

/** Something that is said to be so, and counts when the form is sent. */
export function Checkbox(props: CheckboxProps) {
  const { label, description, isChecked, onChange, isDisabled = false, isRequired = false } = props
  const id = useId()
  return (
    <AriaCheckbox
      isSelected={isChecked}
      onChange={onChange}
      isDisabled={isDisabled}
      isRequired={isRequired}
      aria-labelledby={`${id}-label`}
      {...(description === undefined ? {} : { 'aria-describedby': `${id}-about` })}
      className="group target flex cursor-pointer items-start gap-3 rounded-small py-2.5 data-disabled:cursor-default data-disabled:opacity-55"
    >
      <span className="mt-px flex size-5 shrink-0 items-center justify-center rounded-small border border-edge bg-card text-on-action transition-colors duration-150 group-data-selected:border-action group-data-selected:bg-action">
        <Check
          aria-hidden
          strokeWidth={3}
          className="invisible size-3.5 group-data-selected:visible"
        />
      </span>
      <span className="min-w-0">
        <span id={`${id}-label`} className="block text-body">
          <Breakable>{label}</Breakable>
        </span>
        {description === undefined ? null : (
          <span id={`${id}-about`} className="block text-note text-soft">
            <Breakable>{description}</Breakable>
          </span>
        )}
      </span>
    </AriaCheckbox>
  )
}
