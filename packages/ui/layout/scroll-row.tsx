import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import type { MouseEvent, ReactNode } from 'react'
import { classes } from '../classes.ts'
import { useScrollEnds } from './use-scroll-ends.ts'

export interface ScrollRowProps {
  /** Names the navigation: "Which accounts". */
  readonly label: string
  /** The names of the two arrows, which are for pointers alone. */
  readonly backLabel: string
  readonly onLabel: string
  /** Links and buttons, each in an `li`. The one with `aria-current` is brought into sight. */
  readonly children: ReactNode
}

/** In pixels, as what fades below it: neither grows with the text. */
const ARROW =
  'absolute inset-y-0 hidden w-[28px] cursor-pointer items-center justify-center rounded-small text-soft hover:text-ink pointer-fine:flex'

/**
 * A navigation in one row, which scrolls where it is too long and fades where it goes on. A finger
 * moves it, a pointer has arrows, and the keyboard brings what it reaches into sight.
 */
export function ScrollRow({ label, backLabel, onLabel, children }: ScrollRowProps) {
  const { ref, isBefore, isAfter, move } = useScrollEnds<HTMLUListElement>()
  return (
    <nav aria-label={label} className="relative -mx-1">
      <ul
        ref={ref}
        className={classes(
          'flex scroll-px-[40px] gap-2 overflow-x-auto p-1 [scrollbar-width:none]',
          isBefore && isAfter ? 'fade-both' : isBefore ? 'fade-before' : isAfter && 'fade-after',
        )}
      >
        {children}
      </ul>
      {isBefore ? <Arrow label={backLabel} isBack onPress={() => move(-1)} /> : null}
      {isAfter ? <Arrow label={onLabel} onPress={() => move(1)} /> : null}
    </nav>
  )
}

interface ArrowProps {
  readonly label: string
  readonly isBack?: boolean
  readonly onPress: () => void
}

/** The keyboard does not stop at it: it reaches what is in the row by itself. */
function Arrow({ label, isBack = false, onPress }: ArrowProps) {
  const Icon = isBack ? ChevronLeft : ChevronRight
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      onMouseDown={keepFocus}
      onClick={onPress}
      className={classes(ARROW, isBack ? 'left-0' : 'right-0')}
    >
      <Icon aria-hidden className="size-[18px]" />
    </button>
  )
}

/** The arrow is gone at the end of the row, and must not take the focus with it. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}
