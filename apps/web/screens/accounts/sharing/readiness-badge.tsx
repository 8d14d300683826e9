import { Badge } from '@keyward/ui'
import Ban from 'lucide-react/icons/ban'
import Check from 'lucide-react/icons/check'
import Hourglass from 'lucide-react/icons/hourglass'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { messages } from '../../../messages/messages.ts'
import type { Readiness } from './readiness.ts'

/** Whether somebody can sign in without the key now, and how often before an Owner's device is needed. */
export function ReadinessBadge({ readiness }: { readonly readiness: Readiness }) {
  const text = messages.sharing.ready
  switch (readiness.state) {
    case 'ready':
      return (
        <Badge tone="ok" icon={<Check />}>
          {readiness.left === null ? text.ready : text.left(readiness.left)}
        </Badge>
      )
    case 'low':
      return (
        <Badge tone="warn" icon={<TriangleAlert />}>
          {text.low(readiness.left ?? 0)}
        </Badge>
      )
    case 'over':
      return <Badge icon={<Ban />}>{text.over}</Badge>
    case 'waiting':
      return <Badge icon={<Hourglass />}>{text.waiting}</Badge>
    case 'no-device':
      return <Badge icon={<Hourglass />}>{text.noDevice}</Badge>
  }
}
