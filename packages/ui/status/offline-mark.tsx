import CloudOff from 'lucide-react/icons/cloud-off'
import { Badge } from './badge.tsx'

export interface OfflineMarkProps {
  /** In words, with the number of waiting changes: "Offline, 3 changes waiting". */
  readonly label: string
  /** How many changes wait for the server. */
  readonly count: number
  /** Shows the number alone, for a narrow place. The words are still said. */
  readonly isCompact?: boolean | undefined
}

/** There is no connection, and so many changes wait for it. */
export function OfflineMark({ label, count, isCompact = false }: OfflineMarkProps) {
  return (
    <output className="inline-flex">
      <Badge tone="warn" icon={<CloudOff />}>
        {isCompact && count > 0 ? <span aria-hidden>{count}</span> : null}
        <span className={isCompact ? 'said' : undefined}>{label}</span>
      </Badge>
    </output>
  )
}
