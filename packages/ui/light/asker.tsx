import { AppIcon } from '../marks/app-icon.tsx'
import { Breakable } from '../words/breakable.tsx'
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
        <p className="text-body font-semibold">
          <Breakable>{name}</Breakable>
        </p>
        {address === '' ? null : (
          <p className="text-note text-soft">
            <Breakable>{address}</Breakable>
          </p>
        )}
      </div>
      {verifiedLabel === undefined ? null : <Badge tone="ok">{verifiedLabel}</Badge>}
    </div>
  )
}
