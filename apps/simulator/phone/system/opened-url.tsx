import type { Phone } from '../../shell/phone.ts'
import { SystemButton } from './system-button.tsx'
import { SystemSheet } from './system-sheet.tsx'

interface OpenedUrlProps {
  readonly phone: Phone
  readonly url: string
}

/** An app wants to open an address. The simulated phone loads nothing from outside, and says so. */
export function OpenedUrl({ phone, url }: OpenedUrlProps) {
  return (
    <SystemSheet title="Open an address" onCancel={phone.dismissUrl}>
      <p className="text-body">A phone would open this address in its browser:</p>
      <p className="font-mono text-note break-all">{url}</p>
      <SystemButton isPrimary isFirst onPress={phone.dismissUrl}>
        Done
      </SystemButton>
    </SystemSheet>
  )
}
