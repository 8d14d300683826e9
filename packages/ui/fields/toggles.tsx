import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { useId } from 'react'
import type { Choice } from './choice.ts'

export interface TogglesProps<Value extends string> {
  readonly label: string
  /** Short ones: the days of a week. `name` is what assistive programs say in place of the label. */
  readonly choices: readonly (Choice<Value> & { readonly name?: string | undefined })[]
  readonly values: ReadonlySet<Value>
  readonly onChange: (values: ReadonlySet<Value>) => void
  /** What is wrong and what to do. */
  readonly error?: string | undefined
}

/** Any number of a few short values, all seen at once. */
export function Toggles<Value extends string>(props: TogglesProps<Value>) {
  const { label, choices, values, onChange, error } = props
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <span id={id} className="text-note font-medium">
        {label}
      </span>
      <ToggleButtonGroup
        selectionMode="multiple"
        aria-labelledby={id}
        selectedKeys={values}
        onSelectionChange={(keys) => onChange(new Set([...keys].map(String) as Value[]))}
        className="grid grid-cols-[repeat(auto-fill,minmax(3.5rem,1fr))] gap-1.5"
      >
        {choices.map((choice) => (
          <ToggleButton
            key={choice.value}
            id={choice.value}
            isDisabled={choice.isDisabled ?? false}
            className="target cursor-pointer rounded-small border border-edge bg-card px-2 text-note font-medium text-soft transition-colors duration-150 hover:bg-well data-disabled:cursor-default data-disabled:opacity-55 data-selected:border-action data-selected:bg-action data-selected:text-on-action"
          >
            {choice.name === undefined ? (
              choice.label
            ) : (
              <>
                <span aria-hidden>{choice.label}</span>
                <span className="said">{choice.name}</span>
              </>
            )}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <p aria-live="polite" className="text-note text-error empty:hidden">
        {error}
      </p>
    </div>
  )
}
