import { useState } from 'react'
import type { Limits } from '@keyward/keyholder/commands'
import { useDesk } from '../../../../app/use-desk.ts'
import { type LimitsDraft, draftOf, limitsOf, type WrongLimit, wrongIn } from './draft.ts'
import { ownZone } from './hours-fields.tsx'
import type { LimitsPartProps } from './limits-part.tsx'

/** A form for limits. */
export interface LimitsForm {
  /** For a `LimitsPart`. */
  readonly part: LimitsPartProps
  /** The limits as they stand; undefined when something is wrong, which is shown from then on. */
  readonly read: () => Limits | undefined
}

const NOTHING: ReadonlySet<WrongLimit> = new Set()

export function useLimitsForm(from: Limits, isOpenFirst = false): LimitsForm {
  const { clock } = useDesk().platform
  const [draft, setDraft] = useState(() => draftOf(from, ownZone()))
  const [wrong, setWrong] = useState(NOTHING)
  const [isOpen, setOpen] = useState(isOpenFirst)
  const [attempts, setAttempts] = useState(0)
  const change = (next: LimitsDraft): void => {
    setDraft(next)
    // What was said to be wrong is taken back as soon as it is right.
    const still = wrongIn(next, clock())
    setWrong(new Set([...wrong].filter((one) => still.has(one))))
  }
  const read = (): Limits | undefined => {
    const limits = limitsOf(draft, clock())
    if (limits === undefined) {
      setWrong(wrongIn(draft, clock()))
      setOpen(true)
      setAttempts(attempts + 1)
    }
    return limits
  }
  const part = { draft, onChange: change, wrong, attempts, isOpen, onOpenChange: setOpen }
  return { part, read }
}
