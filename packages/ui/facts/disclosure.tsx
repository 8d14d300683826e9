import ChevronRight from 'lucide-react/icons/chevron-right'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import { Heading } from 'react-aria-components/Heading'
import { given } from '../given.ts'

export interface DisclosureProps {
  readonly title: string
  readonly children: ReactNode
  readonly isOpen?: boolean | undefined
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined
  /** Of the title, in the order of the page. 3 when left out. */
  readonly level?: 2 | 3 | 4 | undefined
}

/** What only some want to read, below a title that opens it. */
export function Disclosure({ title, children, isOpen, onOpenChange, level = 3 }: DisclosureProps) {
  return (
    <AriaDisclosure {...given({ isExpanded: isOpen, onExpandedChange: onOpenChange })}>
      <Heading level={level}>
        <Button
          slot="trigger"
          className="target group flex w-full cursor-pointer items-center gap-2 rounded-small text-left text-body font-medium"
        >
          <ChevronRight
            aria-hidden
            className="size-5 shrink-0 text-soft transition-transform duration-150 group-aria-expanded:rotate-90"
          />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className="pl-7 text-body text-soft">
        <div className="pt-1 pb-3">{children}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  )
}
