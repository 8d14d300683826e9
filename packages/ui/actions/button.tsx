import { type ReactNode, type Ref, useEffect } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useFocusOnce } from '../use-focus-once.ts'
import { given } from '../given.ts'
import { speak } from '../status/spoken.ts'
import { ButtonContent } from './button-content.tsx'
import { type ButtonLook, buttonClasses } from './button-look.ts'

export interface ButtonProps extends ButtonLook {
  /** What will happen: "Create passkey". */
  readonly children: ReactNode
  readonly onPress?: (() => void) | undefined
  /** A drawn icon before the words. It is hidden from assistive programs. */
  readonly icon?: ReactNode
  readonly type?: 'button' | 'submit' | undefined
  /** The `id` of the form that it submits, when it stands outside. */
  readonly form?: string | undefined
  readonly isDisabled?: boolean | undefined
  /** Shows a spinner, keeps the width and the focus, and ignores presses. */
  readonly isPending?: boolean | undefined
  /** Said instead of the words while pending: "Saving". */
  readonly pendingLabel?: string | undefined
  readonly hasFirstFocus?: boolean | undefined
  /** The name, when the words alone don't tell which thing is meant. */
  readonly ariaLabel?: string | undefined
  /** What it opens and closes on the same screen: that element's `id`, and whether it is shown. */
  readonly expands?: { readonly id: string; readonly isOpen: boolean } | undefined
  readonly ref?: Ref<HTMLButtonElement> | undefined
}

/**
 * A button that says what will happen. What it is doing while it is pending is said in our own words:
 * React Aria's announcement names the button, which may be gone a moment later.
 */
export function Button(props: ButtonProps) {
  const { children, icon, isPending = false, pendingLabel, ariaLabel, tone, isWide } = props
  const { onPress, form, type = 'button', isDisabled = false, hasFirstFocus = false } = props
  const { expands, ref } = props
  const button = useFocusOnce(hasFirstFocus, ref)
  useEffect(() => {
    if (!isPending || pendingLabel === undefined) return
    if (document.activeElement === button.current) speak(pendingLabel)
  }, [isPending, pendingLabel, button])
  return (
    <AriaButton
      {...given({ form, 'aria-label': ariaLabel })}
      {...(expands && { 'aria-expanded': expands.isOpen, 'aria-controls': expands.id })}
      {...(isPending ? { 'aria-disabled': true, 'data-pending': true } : given({ onPress }))}
      ref={button}
      type={isPending ? 'button' : type}
      isDisabled={isDisabled}
      className={buttonClasses({ tone, isWide })}
    >
      <ButtonContent icon={icon} isPending={isPending} pendingLabel={pendingLabel}>
        {children}
      </ButtonContent>
    </AriaButton>
  )
}
