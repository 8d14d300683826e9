import { useEffect, useState } from 'react'
import { useDesk } from './use-desk.ts'

/** The time of this device, UTC milliseconds; the component renders again after each interval. */
export function useNow(milliseconds = 30_000): number {
  const { clock } = useDesk().platform
  const [now, setNow] = useState(clock)
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), milliseconds)
    return () => clearInterval(timer)
  }, [clock, milliseconds])
  return now
}
