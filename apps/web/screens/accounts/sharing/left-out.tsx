import type { AccountView, SharingView } from '@keyward/keyholder/commands'
import { Banner } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'

export interface LeftOutProps {
  readonly account: Pick<AccountView, 'passkeys'>
  readonly sharing: Pick<SharingView, 'notShareable'>
}

/** Which passkeys nobody can use without the key. Nothing is shown when all can be shared. */
export function LeftOut({ account, sharing: { notShareable } }: LeftOutProps) {
  const text = messages.sharing.without
  if (!account.passkeys.some(({ status }) => status === 'active'))
    return (
      <Banner tone="warn" title={text.none}>
        {text.noneText}
      </Banner>
    )
  if (notShareable.length === 0) return null
  const reasons = new Set(
    notShareable.map(({ why }) => (why === 'counter' ? text.counter : text.noKey)),
  )
  return (
    <Banner tone="info" title={text.some(notShareable.length)}>
      {[...reasons].join(' ')}
    </Banner>
  )
}
