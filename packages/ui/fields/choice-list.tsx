import { type ReactNode, useEffect, useId, useRef } from 'react'
import { classes } from '../classes.ts'
import { Breakable } from '../words/breakable.tsx'
import type { Choice } from './choice.ts'

export interface ChoiceRow<Value extends string> extends Choice<Value> {
  /** A second line, such as a user name. */
  readonly description?: string | undefined
  /** An AppIcon, or a drawn icon. */
  readonly icon?: ReactNode
  /** One fact at the end: "Backup", "2 h ago". */
  readonly trailing?: ReactNode
}

export interface ChoiceListProps<Value extends string> {
  /** Names the group: "Update existing account". */
  readonly label: string
  /** The label is said but not drawn. */
  readonly isLabelHidden?: boolean | undefined
  readonly choices: readonly ChoiceRow<Value>[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  /** Joins several lists to one choice: give them the same name. */
  readonly name?: string | undefined
  /** Focuses the chosen row, or else the first. */
  readonly hasFirstFocus?: boolean | undefined
  /** Brass for the chosen row, where the choice is a key. */
  readonly isKey?: boolean | undefined
}

/** Rows of which one is chosen, all seen at once. Arrow keys move the choice. */
export function ChoiceList<Value extends string>(props: ChoiceListProps<Value>) {
  const { label, choices, hasFirstFocus = false } = props
  const ownName = useId()
  const group = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    if (!hasFirstFocus) return
    const chosen = group.current?.querySelector<HTMLInputElement>('input:checked')
    const first = group.current?.querySelector<HTMLInputElement>('input:enabled')
    ;(chosen ?? first)?.focus()
  }, [hasFirstFocus])
  return (
    <fieldset ref={group} className="min-w-0">
      <legend
        className={props.isLabelHidden === true ? 'said' : 'pb-2 text-note font-medium text-soft'}
      >
        {label}
      </legend>
      <div className="divide-y divide-line overflow-clip rounded-medium border border-line bg-card">
        {choices.map((choice) => (
          <Row key={choice.value} {...props} choice={choice} name={props.name ?? ownName} />
        ))}
      </div>
    </fieldset>
  )
}

interface RowProps<Value extends string> extends ChoiceListProps<Value> {
  readonly choice: ChoiceRow<Value>
  readonly name: string
}

function Row<Value extends string>({
  choice,
  name,
  value,
  onChange,
  isKey = false,
}: RowProps<Value>) {
  return (
    <label
      className={classes(
        'target flex cursor-pointer items-center gap-3 px-4 py-3 transition-colors duration-150',
        'has-focus-visible:rounded-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-[-2px] has-focus-visible:outline-focus',
        isKey ? 'has-checked:bg-brass-well' : 'has-checked:bg-well',
        choice.isDisabled === true ? 'cursor-default opacity-55' : 'hover:bg-well',
      )}
    >
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        {choice.icon === undefined ? null : (
          <span aria-hidden className="flex shrink-0 text-soft [&>svg]:size-5">
            {choice.icon}
          </span>
        )}
        <span className="min-w-0 flex-1 basis-24">
          <span className="block text-body font-medium">
            <Breakable>{choice.label}</Breakable>
          </span>
          {choice.description === undefined ? null : (
            <span className="block text-note text-soft">
              <Breakable>{choice.description}</Breakable>
            </span>
          )}
        </span>
        {choice.trailing === undefined ? null : (
          <span className="shrink-0 text-note text-soft tabular-nums">{choice.trailing}</span>
        )}
      </span>
      <input
        type="radio"
        name={name}
        value={choice.value}
        checked={choice.value === value}
        disabled={choice.isDisabled}
        onChange={() => onChange(choice.value)}
        className={classes(
          'size-5 shrink-0 appearance-none rounded-large border border-edge bg-card outline-none',
          isKey ? 'checked:border-brass-ink' : 'checked:border-action',
          'checked:border-6',
        )}
      />
    </label>
  )
}
