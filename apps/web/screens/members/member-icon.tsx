import type { MemberKind } from '@keyward/workspace/rules'
import Bot from 'lucide-react/icons/bot'
import UserRound from 'lucide-react/icons/user-round'

/** A person or an agent. */
export function MemberIcon({ kind }: { readonly kind: MemberKind }) {
  return kind === 'agent' ? <Bot aria-hidden /> : <UserRound aria-hidden />
}
