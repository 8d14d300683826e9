import { LinkButton } from '@keyward/ui'
import { Page } from '../../app/parts/page.tsx'
import { paths } from '../../app/paths.ts'
import { messages } from '../../messages/messages.ts'

/** Says clearly that the member or the device was removed, and that nothing is left here. */
export function Removed() {
  const { title, text, action } = messages.unlock.removed
  return (
    <Page title={title} description={text}>
      <LinkButton tone="primary" isWide href={paths.welcome}>
        {action}
      </LinkButton>
    </Page>
  )
}
