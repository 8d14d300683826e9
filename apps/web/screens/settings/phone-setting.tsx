import type { ReactNode } from 'react'
import { Banner } from '@keyward/ui'
import { useShell } from '../../app/use-shell.ts'
import { messages } from '../../messages/messages.ts'

/** What there is on a phone alone; in a browser it says so. */
export function PhoneSetting({ children }: { readonly children: ReactNode }) {
  const { title, text } = messages.settings.onPhones
  if (useShell() !== undefined) return children
  return (
    <Banner tone="info" title={title} isAnnounced={false}>
      {text}
    </Banner>
  )
}
