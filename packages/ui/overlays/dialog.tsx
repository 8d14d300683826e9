import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Breakable } from '../words/breakable.tsx'

export interface DialogProps {
  readonly isOpen: boolean
  /** Called with false when it is dismissed: Escape, or a press outside unless it is an alert. */
  readonly onOpenChange: (isOpen: boolean) => void
  readonly title: string
  readonly children?: ReactNode
  /** The buttons, the quiet way out first. They stand last to first on a phone. */
  readonly actions: ReactNode
  /** Asks before something that can't be taken back; a press outside does not close it. */
  readonly isAlert?: boolean | undefined
}

/** A question or a short form over the screen, which waits for it. */
export function Dialog(props: DialogProps) {
  const { isOpen, onOpenChange, title, children, actions, isAlert = false } = props
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!isAlert}
      className="fixed inset-0 z-20 flex items-center justify-center overflow-y-auto bg-scrim p-[min(1rem,5vw)] data-entering:animate-appear"
    >
      <Modal className="my-auto w-full max-w-sheet rounded-large bg-float shadow-float data-entering:animate-rise">
        <AriaDialog
          role={isAlert ? 'alertdialog' : 'dialog'}
          className="p-[min(1.5rem,7.5vw)] outline-none"
        >
          <Heading slot="title" className="text-lead font-semibold text-balance">
            <Breakable>{title}</Breakable>
          </Heading>
          {children === undefined ? null : (
            <div className="mt-2 text-body text-soft">{children}</div>
          )}
          <div className="mt-6 flex flex-col-reverse gap-2 roomy:flex-row roomy:justify-end">
            {actions}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
