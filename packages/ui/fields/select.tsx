import Check from 'lucide-react/icons/check'
import ChevronDown from 'lucide-react/icons/chevron-down'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { Text } from 'react-aria-components/Text'
import { classes } from '../classes.ts'
import type { Choice } from './choice.ts'

export interface SelectProps<Value extends string> {
  readonly label: string
  readonly description?: string | undefined
  readonly error?: string | undefined
  readonly choices: readonly (Choice<Value> & { readonly description?: string | undefined })[]
  /** Null when nothing is chosen yet. */
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  /** Shown while nothing is chosen. */
  readonly placeholder: string
  readonly isDisabled?: boolean | undefined
  /** The label is said but not drawn, for a row that already shows it. */
  readonly isLabelHidden?: boolean | undefined
}

/** One of a few values that need not all be seen at once. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, description, error, choices, value, onChange, placeholder } = props
  return (
    <AriaSelect
      value={value}
      onChange={(key) => key !== null && onChange(String(key) as Value)}
      placeholder={placeholder}
      isDisabled={props.isDisabled ?? false}
      isInvalid={error !== undefined}
      className="flex flex-col gap-1.5"
    >
      <Label className={props.isLabelHidden === true ? 'said' : 'text-note font-medium'}>
        {label}
      </Label>
      <Button className="flex min-h-11 cursor-pointer items-center gap-2 rounded-medium border border-edge bg-card px-3 py-2 text-left text-body hover:bg-well disabled:cursor-default disabled:opacity-55">
        <SelectValue className="min-w-0 flex-1 truncate data-placeholder:text-soft">
          {({ isPlaceholder, selectedText, defaultChildren }) =>
            isPlaceholder ? defaultChildren : selectedText
          }
        </SelectValue>
        <ChevronDown aria-hidden className="size-[1.125rem] shrink-0 text-soft" />
      </Button>
      {description === undefined ? null : (
        <Text slot="description" className="text-note text-soft">
          {description}
        </Text>
      )}
      <FieldError className="text-note text-error">{error}</FieldError>
      <Popover
        offset={4}
        className="max-w-[calc(100vw-24px)] min-w-(--trigger-width) overflow-auto rounded-medium bg-float p-1 shadow-float data-entering:animate-appear"
      >
        <ListBox className="outline-none">
          {choices.map((choice) => (
            <Option key={choice.value} choice={choice} />
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

function Option({ choice }: { readonly choice: SelectProps<string>['choices'][number] }) {
  return (
    <ListBoxItem
      id={choice.value}
      textValue={choice.label}
      isDisabled={choice.isDisabled ?? false}
      className={classes(
        'group target flex cursor-pointer items-center gap-3 rounded-small px-3 py-2 text-body outline-offset-[-2px]',
        'data-disabled:cursor-default data-disabled:opacity-55 data-focused:bg-well',
      )}
    >
      <span className="flex-1">
        {choice.label}
        {choice.description === undefined ? null : (
          <span className="block text-note text-soft">{choice.description}</span>
        )}
      </span>
      <Check aria-hidden className="invisible size-[1.125rem] group-data-selected:visible" />
    </ListBoxItem>
  )
}
