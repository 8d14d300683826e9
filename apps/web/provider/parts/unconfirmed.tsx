import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { Badge } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'

/** The mark of a passkey that the app may never have received. */
export function Unconfirmed() {
  return (
    <Badge tone="warn" icon={<TriangleAlert />}>
      {provider.passkey.unconfirmed}
    </Badge>
  )
}
