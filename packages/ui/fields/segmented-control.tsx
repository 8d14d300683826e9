import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { classes } from '../classes.ts'
import type { Choice } from './choice.ts'

export interface SegmentedControlProps<Value extends string> {
  /** The name of the group. It is said, not drawn. */
  readonly label: string
  /** Two to four, each with a word or two. */
  readonly choices: readonly Choice<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** Four are two rows of two, and one below the other where text is large. */
const TWO_BY_TWO = 'grid grid-cols-[repeat(auto-fit,minmax(max(7.5rem,calc(50%-0.25rem)),1fr))]'

/** One of two to four views or settings, all seen at once. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  return (
    <RadioGroup
      aria-label={props.label}
      orientation="horizontal"
      value={props.value}
      onChange={(value) => props.onChange(value as Value)}
      className={classes(
        'gap-1 rounded-medium bg-well p-1',
        props.choices.length === 4 ? TWO_BY_TWO : 'flex flex-wrap',
      )}
    >
      {props.choices.map((choice) => (
        <Radio
          key={choice.value}
          value={choice.value}
          isDisabled={choice.isDisabled ?? false}
          className={classes(
            'flex min-h-9 flex-1 cursor-pointer items-center justify-center rounded-small px-3 py-1 text-center text-note font-medium text-soft',
            'relative transition-colors duration-150 before:absolute before:-inset-1 hover:text-ink',
            'data-disabled:cursor-default data-disabled:opacity-55 data-selected:bg-float data-selected:text-ink data-selected:ring-1 data-selected:ring-edge',
          )}
        >
          {choice.label}
        </Radio>
      ))}
    </RadioGroup>
  )
}
