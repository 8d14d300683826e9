import { Disclosure } from '@keyward/ui'
import { messages } from '../../../../messages/messages.ts'
import { countOf } from './draft.ts'
import { LimitsFields, type LimitsFieldsProps } from './limits-fields.tsx'

export interface LimitsPartProps extends LimitsFieldsProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** The limits, below a line that says how many there are. */
export function LimitsPart({ isOpen, onOpenChange, ...fields }: LimitsPartProps) {
  const text = messages.sharing.limits
  const count = countOf(fields.draft)
  return (
    <Disclosure
      title={text.titleWith(count === 0 ? text.none : text.set(count))}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <LimitsFields {...fields} />
    </Disclosure>
  )
}
