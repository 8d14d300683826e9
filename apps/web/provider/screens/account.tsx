import { useState } from 'react'
import type { StageOf } from '../desk/stage.ts'
import { ChooseAccountScreen } from './choose-account.tsx'
import { CreateAccountScreen } from './create-account.tsx'

export interface AccountScreenProps {
  readonly stage: StageOf<'account'>
}

/** Where the new passkey goes: the choice, and the new account, which opens from it. */
export function AccountScreen({ stage }: AccountScreenProps) {
  // A username that another account has brings the question again: with what was typed.
  const [isNew, setNew] = useState(stage.question.problem !== undefined)
  return isNew ? (
    <CreateAccountScreen stage={stage} onBack={() => setNew(false)} />
  ) : (
    <ChooseAccountScreen stage={stage} onNew={() => setNew(true)} />
  )
}
