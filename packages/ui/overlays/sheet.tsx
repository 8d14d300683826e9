import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from '../actions/icon-button.tsx'
import { Breakable } from '../words/breakable.tsx'
import { useKeyboardScroll } from '../light/use-keyboard-scroll.ts'

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
          <div className="flex items-center justify-between gap-2 py-2 pr-2 pl-[min(1.5rem,7.5vw)]">
            <Heading slot="title" className="line-clamp-4 min-w-0 text-lead font-semibold">
              <Breakable>{title}</Breakable>
            </Heading>
            <IconButton label={closeLabel} icon={<X />} onPress={() => onOpenChange(false)} />
          </div>
          <Body label={title}>{children}</Body>
          {footer === undefined ? null : (
            <div className="flex flex-col gap-2 border-t border-line px-[min(1.5rem,7.5vw)] pt-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
              {footer}
            </div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface BodyProps {
  readonly label: string
  readonly children: ReactNode
}

/** What scrolls, by the keyboard too. */
function Body({ label, children }: BodyProps) {
  const [scroller, isFocusable] = useKeyboardScroll<HTMLDivElement>()
  return (
    <div
      ref={scroller}
      {...(isFocusable ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})}
      className="min-h-0 flex-1 overflow-y-auto px-[min(1.5rem,7.5vw)] pt-1 pb-6 outline-offset-[-2px]"
    >
      {children}
    </div>
  )
}
