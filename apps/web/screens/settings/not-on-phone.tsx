import type { ReactNode } from 'react'
import { Banner } from '@keyward/ui'
import { useShell } from '../../app/use-shell.ts'
import { messages } from '../../messages/messages.ts'

/** What takes files: a phone's shell has no way to give or take them, and says so. */
export function NotOnPhone({ children }: { readonly children: ReactNode }) {
  const { onPhone, onPhoneText } = messages.settings.transfer
  if (useShell() === undefined) return children
  return (
    <Banner tone="info" title={onPhone} isAnnounced={false}>
      {onPhoneText}
    </Banner>
  )
}
