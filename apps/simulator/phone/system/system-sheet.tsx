import { type ReactNode, useId } from 'react'
import { useDialog } from './use-dialog.ts'

interface SystemSheetProps {
  readonly title: string
  readonly children: ReactNode
  readonly onCancel: () => void
}

/** A sheet of the system over whatever is shown, from the bottom of the screen. */
export function SystemSheet({ title, children, onCancel }: SystemSheetProps) {
  const id = useId()
  const dialog = useDialog(onCancel)
  return (
    <div className="absolute inset-0 z-20 flex flex-col justify-end bg-scrim pb-12">
      <dialog
        open
        ref={dialog}
        aria-modal="true"
        aria-labelledby={id}
        className="static m-0 flex w-full max-w-none border-0 text-ink max-h-[85%] animate-rise flex-col gap-4 overflow-y-auto wrap-anywhere rounded-t-sheet bg-float px-5 pt-5 pb-4 shadow-float motion-reduce:animate-none"
      >
        <h2 id={id} className="text-lead font-semibold">
          {title}
        </h2>
        {children}
      </dialog>
    </div>
  )
}
