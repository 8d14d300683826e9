import type { ReactNode } from 'react'
import { classes } from '../classes.ts'

export interface CardProps {
  readonly children: ReactNode
  /** For rows, which bring their own padding: a line between them and none around. */
  readonly isList?: boolean | undefined
}

/** A ground for what belongs together. */
export function Card({ children, isList = false }: CardProps) {
  return (
    <div
      className={classes(
        'rounded-medium border border-line bg-card',
        isList ? 'divide-y divide-line overflow-clip' : 'p-4',
      )}
    >
      {children}
    </div>
  )
}
