import type { PasskeyChoice } from '@keyward/keyholder/provider'
import { formatTime } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'

/** A passkey in words: whose it is, in which account, how that is shared, when it was used. */
export interface Described {
  /** The username, else the display name. */
  readonly title: string
  /** Display name, account and name of the passkey, as far as they say something new. */
  readonly account: string
  readonly sharing: string
  readonly used: string
}

export function describePasskey(passkey: PasskeyChoice, now: number): Described {
  const text = provider.passkey
  const { username, displayName, appName, name, userName } = passkey
  const title = username || displayName || text.unnamed
  const parts = [displayName, appName, userName, name].filter(
    (part, index, all) => part !== '' && part !== title && all.indexOf(part) === index,
  )
  const since = formatTime(passkey.lastUsedAt, { now, locale: provider.locale })
  return {
    title,
    account: parts.join(' · '),
    sharing: sharingOf(passkey),
    used: since === null ? text.never : text.used(since.relative),
  }
}

/** `sharedWith` counts the member, too. */
function sharingOf({ relation, sharedWith }: PasskeyChoice): string {
  const { alone, owner, manager, collaborator } = provider.passkey.relation
  if (relation === 'manager') return manager
  if (relation === 'collaborator') return collaborator
  return sharedWith <= 1 ? alone : owner(sharedWith - 1)
}
