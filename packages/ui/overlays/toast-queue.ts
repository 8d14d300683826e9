import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast'

/** What a toast says, and the one thing that it offers. */
export interface ToastContent {
  /** What happened: "Account deleted". */
  readonly text: string
  /** `ok` when left out. */
  readonly tone?: 'ok' | 'warn' | 'error' | undefined
  /** Such as Undo. The toast closes when it is pressed. */
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined
}

export interface ToastOptions {
  /** Milliseconds until it closes by itself. Null for never. 6,000, or 10,000 with an action, when left out. */
  readonly timeout?: number | null | undefined
  /** Called once it is gone, by itself, by the action or by its cross. */
  readonly onClose?: (() => void) | undefined
}

/** The toasts of this page. ToastRegion shows them. */
export const toastQueue = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 })

/**
 * Shows a toast. Nobody may depend on seeing one: what matters is also on the screen itself.
 * @returns a function that closes it
 */
export function toast(content: ToastContent, options: ToastOptions = {}): () => void {
  const usual = content.action === undefined ? 6000 : 10_000
  const timeout = options.timeout === undefined ? usual : options.timeout
  const key = toastQueue.add(content, {
    ...(timeout === null ? {} : { timeout }),
    ...(options.onClose === undefined ? {} : { onClose: options.onClose }),
  })
  return () => toastQueue.close(key)
}
