import { createContext, use } from 'react'
import type { SheetDesk } from './desk/sheet-desk.ts'
import type { About } from './request/about.ts'

/** What every screen of the sheet knows. */
export interface Sheet {
  readonly desk: Pick<SheetDesk, 'answer' | 'cancel' | 'handOver'>
  readonly about: About
  /** As the device calls its biometrics. */
  readonly biometricName: string
  /** Somebody has checked that the app may ask for the address: the system, or Keyward by now. */
  readonly isVerified: boolean
  /** The answer that was given is being carried out. */
  readonly isBusy: boolean
  /** The screen came while another one was being answered. */
  readonly isSudden: boolean
}

export const SheetContext = createContext<Sheet | undefined>(undefined)

export function useSheet(): Sheet {
  const sheet = use(SheetContext)
  if (sheet === undefined) throw new TypeError('The screen is outside of the sheet.')
  return sheet
}
