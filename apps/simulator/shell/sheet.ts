import type { PhoneCore } from './core.ts'
import type { PhonePorts } from './ports.ts'

/** The sheet in which the system shows the passkey manager. */
export interface SheetDesk {
  open(): void
  /** Takes it off the screen. Its frame ends a moment later, as a process of a phone does. */
  close(): void
  /** Ends it at once. */
  kill(): void
}

/** How long a manager may still run when its sheet was closed, in milliseconds. */
const GRACE = 1_500

/** `cut` ends the link to the sheet's frame. */
export function sheetDesk(core: PhoneCore, { schedule }: PhonePorts, cut: () => void): SheetDesk {
  let lastId = 0
  let stopClosing: (() => void) | undefined
  const kill = (): void => {
    stopClosing?.()
    stopClosing = undefined
    if (core.state().sheet === null) return
    cut()
    core.set((state) => ({ ...state, sheet: null }))
  }
  return {
    kill,
    open() {
      kill()
      lastId += 1
      const sheet = { id: lastId, isClosing: false }
      core.set((state) => ({ ...state, sheet }))
    },
    close() {
      const { sheet } = core.state()
      if (sheet === null || sheet.isClosing) return
      core.set((state) => ({ ...state, sheet: { ...sheet, isClosing: true } }))
      stopClosing = schedule(GRACE, kill)
    },
  }
}
