import { useEffect, useState } from 'react'
import type { AccountQuestion } from '@keyward/keyholder/provider'
import type { NewFields } from './new-fields.ts'

/** What is known of a username while it is typed. */
export type UsernameState = 'unknown' | 'checking' | 'free' | 'taken'

/** For how long nobody has to have typed, in milliseconds. */
const PAUSE = 250

/**
 * Looks whether a username can be used, a moment after it was typed. An answer to what stands there
 * no longer is dropped; a check that fails says nothing, and saving looks again.
 */
export function useUsernameCheck(
  { appName, username }: Pick<NewFields, 'appName' | 'username'>,
  { prefilled: { rpIds }, isUsernameFree }: AccountQuestion,
): UsernameState {
  const typed = JSON.stringify([appName.trim(), username.trim()])
  const [known, setKnown] = useState({ typed: '', state: 'unknown' as UsernameState })
  useEffect(() => {
    let isCurrent = true
    const told = (state: UsernameState): void => {
      if (isCurrent) setKnown({ typed, state })
    }
    const [app = '', name = ''] = JSON.parse(typed) as readonly string[]
    const look = (): void => {
      // By what it is for, as it will be saved: two names of one app are one app.
      const fields = { appName: app, username: name, rpIds }
      isUsernameFree(fields).then(
        (free) => told(free ? 'free' : 'taken'),
        () => told('unknown'),
      )
    }
    const timer = name === '' ? undefined : setTimeout(look, PAUSE)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [typed, rpIds, isUsernameFree])
  if (username.trim() === '') return 'unknown'
  return known.typed === typed ? known.state : 'checking'
}
