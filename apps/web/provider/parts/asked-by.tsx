import { Asker } from '@keyward/ui/sheet'
import { provider as text } from '../../messages/en/provider.ts'
import { AskedFrom } from './asked-from.tsx'
import { useSheet } from '../use-sheet.ts'

export interface AskedByProps {
  /** Its name, where more is known than the request says: see `appNameOf`. */
  readonly app?: string | undefined
}

/** Who asks, and whether that was checked. A site that is named alone is not named twice. */
export function AskedBy({ app: known }: AskedByProps) {
  const { about, isVerified } = useSheet()
  const { address } = about
  const app = known ?? about.app
  const asker = (
    <Asker
      name={app === '' ? text.anApp : app}
      address={address === app ? '' : address}
      verifiedLabel={isVerified ? text.verified : undefined}
    />
  )
  if (import.meta.env.MODE !== 'extension') return asker
  return (
    <>
      {asker}
      <AskedFrom />
    </>
  )
}
