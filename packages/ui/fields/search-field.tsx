import Search from 'lucide-react/icons/search'
import X from 'lucide-react/icons/x'
import type { Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField'
import { given } from '../given.ts'
import { BOX, INPUT } from './field-frame.tsx'
import { useFocusOnce } from '../use-focus-once.ts'

export interface SearchFieldProps {
  /** Its name, shown as the hint in the empty field too. */
  readonly label: string
  readonly clearLabel: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSubmit?: ((value: string) => void) | undefined
  readonly hasFirstFocus?: boolean | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
}

/** A search while typing. Escape empties it. */
export function SearchField(props: SearchFieldProps) {
  const { label, clearLabel, value, onChange, onSubmit, hasFirstFocus = false, ref } = props
  const input = useFocusOnce(hasFirstFocus, ref)
  return (
    <AriaSearchField
      {...given({ onSubmit })}
      aria-label={label}
      value={value}
      onChange={onChange}
      className="group"
    >
      <div className={BOX}>
        <Search aria-hidden className="ml-3 size-[1.125rem] shrink-0 text-soft" />
        <Input ref={input} placeholder={label} className={INPUT} enterKeyHint="search" />
        <Button
          aria-label={clearLabel}
          className="target inline-flex cursor-pointer items-center justify-center rounded-medium text-soft group-data-empty:hidden hover:text-ink"
        >
          <X className="size-[1.125rem]" />
        </Button>
      </div>
    </AriaSearchField>
  )
}
