import { TextLink } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'
import type { HelpPage } from '../help-for.ts'
import { paths } from '../paths.ts'

/** Where a person who is stuck finds more. Anybody may read it, unlocked or not. */
export function HelpLink({ page }: { readonly page: HelpPage }) {
  return <TextLink href={paths.help(page)}>{messages.settings.readMore}</TextLink>
}
