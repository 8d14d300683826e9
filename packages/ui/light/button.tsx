import type { ReactNode, Ref } from 'react'
import { ButtonContent } from '../actions/button-content.tsx'
import { type ButtonLook, buttonClasses } from '../actions/button-look.ts'
import { useFocusOnce } from '../use-focus-once.ts'

export interface ButtonProps extends ButtonLook {
  /** What will happen: "Create passkey". */
  readonly children: ReactNode
  readonly onPress?: (() => void) | undefined
  readonly icon?: ReactNode
  readonly type?: 'button' | 'submit' | undefined
  readonly form?: string | undefined
  readonly isDisabled?: boolean | undefined
  /** Shows a spinner, keeps the width and the focus, and ignores presses. */
  readonly isPending?: boolean | undefined
  /** Said instead of the words while pending: "Saving". */
  readonly pendingLabel?: string | undefined
  readonly hasFirstFocus?: boolean | undefined
  readonly ariaLabel?: string | undefined
  readonly ref?: Ref<HTMLButtonElement> | undefined
}

/** The button of the small surfaces: the same look and properties, on the browser's own button. */
export function Button(props: ButtonProps) {
  const { children, icon, isPending = false, pendingLabel, ariaLabel, tone, isWide, ref } = props
  const { onPress, form, type = 'button', isDisabled = false, hasFirstFocus = false } = props
  const button = useFocusOnce(hasFirstFocus, ref)
  return (
    <button
      ref={button}
      type={isPending ? 'button' : type}
      form={form}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      aria-label={ariaLabel}
      data-pending={isPending || undefined}
      onClick={isPending ? undefined : onPress}
      className={buttonClasses({ tone, isWide })}
    >
      <ButtonContent icon={icon} isPending={isPending} pendingLabel={pendingLabel}>
        {children}
      </ButtonContent>
    </button>
  )
}
