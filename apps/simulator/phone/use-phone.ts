import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Phone } from '../shell/phone.ts'
import type { PhoneState } from '../shell/state.ts'

/** The state of a phone, as it is now. */
export function usePhone(phone: Phone): PhoneState {
  return useSyncExternalStore(phone.subscribe, phone.state)
}

const TICK = 5_000

/** The time of a clock that is so many milliseconds off, as a Date that moves on. */
export function useClock(offset: number): Date {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK)
    return () => clearInterval(timer)
  }, [])
  return new Date(now + offset)
}
