/** Something that may ring at any time, and somebody who waits for it. */
export interface Bell {
  ring(): void
  /** Resolves at once when it rang since the last wait, else with the next ring. */
  rung(): Promise<void>
}

export function bell(): Bell {
  let hasRung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      hasRung = true
      wake?.()
    },
    async rung() {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      wake = undefined
      hasRung = false
    },
  }
}
