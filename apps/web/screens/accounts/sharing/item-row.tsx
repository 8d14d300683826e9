import type { ReactNode } from 'react'
import { Breakable } from '@keyward/ui'
import ChevronRight from 'lucide-react/icons/chevron-right'

export interface ItemRowProps {
  readonly name: string
  readonly badges: ReactNode
  /** What is said under the name, in parts. */
  readonly about: readonly string[]
  /** Opens what can be seen and done; nothing opens without. */
  readonly onOpen: (() => void) | undefined
}

const LOOK = 'flex min-h-14 w-full items-center gap-3 px-4 py-2.5 text-left'

/** A row of whoever has an account: a person, or a team. */
export function ItemRow({ name, badges, about, onOpen }: ItemRowProps) {
  const content = (
    <>
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 text-body">
            <Breakable>{name}</Breakable>
          </span>
          {badges}
        </span>
        <span className="text-note text-soft">
          <Breakable>{about.join(' · ')}</Breakable>
        </span>
      </span>
      {onOpen === undefined ? null : (
        <ChevronRight aria-hidden className="size-5 shrink-0 text-soft" />
      )}
    </>
  )
  return (
    <li>
      {onOpen === undefined ? (
        <div className={LOOK}>{content}</div>
      ) : (
        <button
          type="button"
          onClick={onOpen}
          className={`${LOOK} cursor-pointer outline-offset-[-2px] transition-colors duration-150 hover:bg-well`}
        >
          {content}
        </button>
      )}
    </li>
  )
}
