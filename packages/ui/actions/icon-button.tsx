import type { ReactNode, Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { classes } from '../classes.ts'
import { given } from '../given.ts'

export interface IconButtonProps {
  /** Its name, also shown as a tip. */
  readonly label: string
  readonly icon: ReactNode
  readonly onPress?: (() => void) | undefined
  readonly isDisabled?: boolean | undefined
  /** For a switch of two states: whether it is on. */
  readonly isPressed?: boolean | undefined
  readonly tone?: 'plain' | 'quiet' | undefined
  readonly ref?: Ref<HTMLButtonElement> | undefined
}

/** A square button of 44 px with an icon alone. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, onPress, isPressed, isDisabled = false, tone = 'plain', ref } = props
  return (
    <TooltipTrigger delay={600}>
      <AriaButton
        {...given({ onPress, 'aria-pressed': isPressed })}
        ref={ref}
        aria-label={label}
        isDisabled={isDisabled}
        className={classes(
          'target inline-flex shrink-0 cursor-pointer items-center justify-center rounded-medium text-soft',
          'transition-colors duration-150 hover:bg-well hover:text-ink active:bg-well',
          'disabled:cursor-default disabled:opacity-55 [&>svg]:size-5',
          tone === 'quiet' && 'border border-edge bg-card',
        )}
      >
        {icon}
      </AriaButton>
      <Tooltip
        offset={6}
        className="rounded-small bg-action px-2 py-1 text-note text-on-action data-entering:animate-appear"
      >
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}
