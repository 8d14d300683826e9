import { type ReactNode, useId } from 'react'
import { classes } from '../classes.ts'
import { useKeyboardScroll } from './use-keyboard-scroll.ts'

export interface SheetFrameProps {
  /** One of the fixed names, such as "Create Passkey". */
  readonly title: string
  /** Who asks: see Asker. */
  readonly asker?: ReactNode
  /** What will happen, in one line. */
  readonly line?: ReactNode
  /** The choice. */
  readonly children?: ReactNode
  /** One primary Button, wide. */
  readonly primary?: ReactNode
  /** One quiet way out. */
  readonly quiet?: ReactNode
  /** Enter in a field sends it: the primary button is then of the type `submit`. */
  readonly onSubmit?: (() => void) | undefined
  /** It stands there at once. The others rise. */
  readonly isStill?: boolean | undefined
}

/**
 * The anatomy of a provider sheet: who asks, what will happen, the choice, and in reach of the
 * thumb one primary action and one way out. It fills its surface, at most 440 px wide.
 */
export function SheetFrame(props: SheetFrameProps) {
  const { title, asker, line, children, primary, quiet, onSubmit, isStill = false } = props
  const id = useId()
  const [scroller, isFocusable] = useKeyboardScroll<HTMLDivElement>()
  return (
    <main
      aria-labelledby={id}
      className={classes(
        'mx-auto flex h-dvh w-full max-w-sheet flex-col bg-paper',
        isStill ? '' : 'animate-rise',
      )}
    >
      <form
        noValidate
        className="contents"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit?.()
        }}
      >
        <div
          ref={scroller}
          {...(isFocusable ? { tabIndex: 0, role: 'group', 'aria-labelledby': id } : {})}
          className="min-h-0 flex-1 overflow-y-auto px-5 pt-5 pb-4"
        >
          <h1 id={id} className="text-title font-semibold text-balance">
            {title}
          </h1>
          {asker === undefined ? null : <div className="mt-4">{asker}</div>}
          {line === undefined ? null : <p className="mt-4 text-body text-soft">{line}</p>}
          {children === undefined ? null : (
            <div className="mt-5 flex flex-col gap-5">{children}</div>
          )}
        </div>
        {primary === undefined && quiet === undefined ? null : (
          <div className="flex flex-col gap-1 border-t border-line px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
            {primary}
            {quiet}
          </div>
        )}
      </form>
    </main>
  )
}
