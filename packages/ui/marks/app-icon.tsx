import type { CSSProperties } from 'react'
import { classes } from '../classes.ts'
import { deriveAppLook } from './app-look.ts'

export interface AppIconProps {
  /** The app's name, as people see it. */
  readonly name: string
  /** 32, 40 or 56 px. 40 when left out. */
  readonly size?: 'small' | 'medium' | 'large' | undefined
}

const SIZES = {
  small: 'size-8 rounded-small text-note',
  medium: 'size-10 rounded-medium text-body',
  large: 'size-14 rounded-medium text-title',
} as const

/** An app's icon, drawn from its name: nothing is fetched. It stands beside the name, so it is not said. */
export function AppIcon({ name, size = 'medium' }: AppIconProps) {
  const { letters, hue } = deriveAppLook(name)
  return (
    <span
      aria-hidden
      style={{ '--app-hue': hue } as CSSProperties}
      className={classes(
        'app-ground inline-flex shrink-0 items-center justify-center font-semibold tracking-tight select-none',
        SIZES[size],
      )}
    >
      {letters}
    </span>
  )
}
