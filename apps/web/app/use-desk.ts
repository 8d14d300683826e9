import { createContext, use } from 'react'
import type { OpenDesk } from '@keyward/keyholder/keyholder'

/** Given by the layout of the screens that need an unlocked session. */
export const DeskContext = createContext<OpenDesk | undefined>(undefined)

/** What commands over accounts work with. @throws {TypeError} in a screen that is not below `unlockedRoute` */
export function useDesk(): OpenDesk {
  const desk = use(DeskContext)
  if (desk === undefined) throw new TypeError('This screen is not below unlockedRoute.')
  return desk
}
