import { EmptyState, LinkButton } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'
import { paths } from '../paths.ts'

/** An address that leads to no screen. */
export function NotFound() {
  const { title, text, action } = messages.app.notFound
  return (
    <main>
      <EmptyState
        isPage
        title={title}
        action={<LinkButton href={paths.welcome}>{action}</LinkButton>}
      >
        {text}
      </EmptyState>
    </main>
  )
}
