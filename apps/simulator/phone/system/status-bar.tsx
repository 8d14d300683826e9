import type { Device } from '../../os/device.ts'
import { PLATFORMS } from '../../os/kinds.ts'
import { useClock } from '../use-phone.ts'

/** The time, the version, and whether there is a network. */
export function StatusBar({ device }: { readonly device: Device }) {
  const time = useClock(device.clockOffset)
  const { platform, osVersion, isAirplane } = device
  return (
    <section
      aria-label="Status bar"
      className="flex shrink-0 flex-wrap items-center gap-x-2 px-5 pt-2 pb-1 text-note font-medium tabular-nums"
    >
      <time dateTime={time.toISOString()} className="flex-1 whitespace-nowrap">
        {time.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })}
      </time>
      <span className="text-soft">
        Simulated {PLATFORMS[platform].name} {osVersion}
      </span>
      <span className="flex-1 text-end">{isAirplane ? 'Airplane mode' : 'Online'}</span>
    </section>
  )
}
