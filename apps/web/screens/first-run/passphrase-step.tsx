import type { ComponentProps } from 'react'
import { NewPassphrase } from '../../app/parts/new-passphrase.tsx'
import { messages } from '../../messages/messages.ts'
import { FirstRunPage } from './first-run-page.tsx'

/** The second step of creating and of joining a workspace: the passphrase. */
export function PassphraseStep(props: ComponentProps<typeof NewPassphrase>) {
  const text = messages.firstRun.passphrase
  return (
    <FirstRunPage title={text.title} description={text.intro} step={{ current: 2, count: 3 }}>
      <NewPassphrase {...props} />
    </FirstRunPage>
  )
}
