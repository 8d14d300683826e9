import type { CollectionOfAccount } from '@keyward/keyholder/commands'
import { Badge } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import { ItemRow } from './item-row.tsx'

export interface CollectionItemProps {
  readonly collection: CollectionOfAccount
  readonly appName: string
  /** Opens what can be seen and done; nothing opens without. */
  readonly onOpen: (() => void) | undefined
}

/** One collection that the account is in. */
export function CollectionItem({ collection: { name }, appName, onOpen }: CollectionItemProps) {
  const text = messages.collections.ofAccount
  return (
    <ItemRow
      name={name ?? text.notShared}
      badges={<Badge>{text.badge}</Badge>}
      about={[name === null ? text.effectUnnamed(appName) : text.effect(name, appName)]}
      onOpen={onOpen}
    />
  )
}
