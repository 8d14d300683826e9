import { messages } from '../../../messages/messages.ts'

/** Stands where a secret is not shown. */
export function HiddenValue() {
  return (
    <>
      <span aria-hidden>{messages.accounts.hidden}</span>
      <span className="said">{messages.accounts.hiddenLabel}</span>
    </>
  )
}
