import type { ReactNode } from 'react'

interface SystemButtonProps {
  readonly children: ReactNode
  readonly onPress: () => void
  readonly isPrimary?: boolean
  readonly isDisabled?: boolean
  /** Has the focus when its dialog opens. */
  readonly isFirst?: boolean
}

/** A button of the simulated system. */
export function SystemButton(props: SystemButtonProps) {
  const { children, onPress, isPrimary = false, isDisabled = false, isFirst = false } = props
  const tone = isPrimary
    ? 'bg-system text-on-system disabled:bg-well disabled:text-soft'
    : 'bg-well text-ink hover:bg-line'
  return (
    <button
      type="button"
      onClick={onPress}
      disabled={isDisabled}
      data-first={isFirst || undefined}
      className={`min-h-12 w-full rounded-control px-4 text-body font-semibold ${tone}`}
    >
      {children}
    </button>
  )
}
