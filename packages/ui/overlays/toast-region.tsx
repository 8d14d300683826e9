import CircleAlert from 'lucide-react/icons/circle-alert'
import CircleCheck from 'lucide-react/icons/circle-check'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import X from 'lucide-react/icons/x'
import { Button } from 'react-aria-components/Button'
import { Text } from 'react-aria-components/Text'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as Content,
  UNSTABLE_ToastRegion as Region,
  type QueuedToast,
} from 'react-aria-components/Toast'
import { Breakable } from '../words/breakable.tsx'
import { type ToastContent, toastQueue } from './toast-queue.ts'

export interface ToastRegionProps {
  /** The name of the region: "Notifications". */
  readonly label: string
  /** The name of the cross of each toast. */
  readonly closeLabel: string
}

const ICONS = { ok: CircleCheck, warn: TriangleAlert, error: CircleAlert } as const

/** Where the toasts of this page are shown. One a page, near its root. */
export function ToastRegion({ label, closeLabel }: ToastRegionProps) {
  return (
    <Region
      queue={toastQueue}
      aria-label={label}
      className="fixed inset-x-4 z-30 mx-auto flex max-w-sheet flex-col gap-2 rounded-medium max-wide:top-[calc(0.75rem+env(safe-area-inset-top))] wide:bottom-6"
    >
      {({ toast }) => <Shown toast={toast} closeLabel={closeLabel} />}
    </Region>
  )
}

interface ShownProps {
  readonly toast: QueuedToast<ToastContent>
  readonly closeLabel: string
}

function Shown({ toast, closeLabel }: ShownProps) {
  const { text, tone = 'ok', action } = toast.content
  const Icon = ICONS[tone]
  return (
    <AriaToast
      toast={toast}
      className="flex min-h-12 animate-rise items-center gap-3 rounded-medium bg-action py-0.5 pr-0.5 pl-4 text-body text-on-action shadow-float"
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <Content className="min-w-0 flex-1 py-2.5">
        <Text slot="title">
          <Breakable>{text}</Breakable>
        </Text>
      </Content>
      {action === undefined ? null : (
        <Button
          onPress={() => {
            action.onPress()
            toastQueue.close(toast.key)
          }}
          className="target cursor-pointer rounded-small px-3 font-semibold underline underline-offset-4 outline-offset-[-4px] outline-on-action"
        >
          {action.label}
        </Button>
      )}
      <Button
        slot="close"
        aria-label={closeLabel}
        className="target inline-flex cursor-pointer items-center justify-center rounded-small outline-offset-[-4px] outline-on-action"
      >
        <X className="size-[1.125rem]" />
      </Button>
    </AriaToast>
  )
}
