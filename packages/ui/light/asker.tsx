import { AppIcon } from '../marks/app-icon.tsx'
import { Badge } from '../status/badge.tsx'

export interface AskerProps {
  readonly name: string
  /** The address that was verified, such as `perch.example`; empty where the name is the address. */
  readonly address: string
  /** Says that the address is verified. Left out when it is not. */
  readonly verifiedLabel?: string | undefined
}

/** Who asks: the app's icon, name and address. */
export function Asker({ name, address, verifiedLabel }: AskerProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <AppIcon name={name} />
      <div className="min-w-0 flex-1 basis-32">
        <p className="text-body font-semibold break-words">{name}</p>
        {address === '' ? null : <p className="text-note break-all text-soft">{address}</p>}
      </div>
      {verifiedLabel === undefined ? null : <Badge tone="ok">{verifiedLabel}</Badge>}
    </div>
  )
}
