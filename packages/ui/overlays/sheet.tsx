import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from '../actions/icon-button.tsx'

export interface SheetProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly title: string
  readonly closeLabel: string
  readonly children: ReactNode
  /** The primary action, and one quiet way out: they stay in reach below what scrolls. */
  readonly footer?: ReactNode
}

/** A task over the screen: from below on a phone, in the middle and at most 440 px wide elsewhere. */
export function Sheet({ isOpen, onOpenChange, title, closeLabel, children, footer }: SheetProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className="fixed inset-0 z-20 flex items-end justify-center bg-scrim data-entering:animate-appear roomy:items-center roomy:p-4"
    >
      <Modal className="flex max-h-[92dvh] w-full rounded-t-large bg-float shadow-float data-entering:animate-rise roomy:max-w-sheet roomy:rounded-large">
        <Dialog className="flex min-h-0 w-full flex-col outline-none">
          <div className="flex items-center justify-between gap-2 py-2 pr-2 pl-6">
            <Heading slot="title" className="text-lead font-semibold">
              {title}
            </Heading>
            <IconButton label={closeLabel} icon={<X />} onPress={() => onOpenChange(false)} />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 pt-1 pb-6">{children}</div>
          {footer === undefined ? null : (
            <div className="flex flex-col gap-2 border-t border-line px-6 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
              {footer}
            </div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
