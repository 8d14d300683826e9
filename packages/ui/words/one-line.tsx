import type { PointerEvent } from 'react'
import { classes } from '../classes.ts'

export interface OneLineProps {
  readonly children: string
  readonly className?: string | undefined
}

/** A line that ends in an ellipsis where there is no room. The pointer then shows all of it. */
export function OneLine({ children, className }: OneLineProps) {
  return (
    <span className={classes('block truncate', className)} onPointerEnter={showWhole}>
      {children}
    </span>
  )
}

function showWhole({ currentTarget: line }: PointerEvent<HTMLElement>): void {
  line.title = line.scrollWidth > line.clientWidth ? (line.textContent ?? '') : ''
}
