import { Asker } from '@keyward/ui/sheet'
import { provider as text } from '../../messages/en/provider.ts'
import { useSheet } from '../use-sheet.ts'

/** Who asks, and whether that was checked. */
export function AskedBy() {
  const { about, isVerified } = useSheet()
  const { app, address } = about
  return (
    <Asker
      name={app === '' ? text.anApp : app}
      address={address}
      verifiedLabel={isVerified ? text.verified : undefined}
    />
  )
}
