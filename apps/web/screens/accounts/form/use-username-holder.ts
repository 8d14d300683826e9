import { useEffect, useState } from 'react'
import { usernameHolder } from '@keyward/keyholder/commands'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'
import { messages } from '../../../messages/messages.ts'
import { type DraftTexts, fieldsOf } from './draft.ts'

const PAUSE_MS = 250

/** Whether a username is free, as far as this device knows. */
export interface UsernameCheck {
  readonly isChecking: boolean
  /** The sentence to show at the field; undefined while the username is free. */
  readonly error: string | undefined
}

/** Looks while the person types, a moment after the last letter. */
export function useUsernameHolder(
  texts: DraftTexts,
  base: DraftTexts,
  accountId: string | undefined,
): UsernameCheck {
  const wanted = JSON.stringify([texts.appName, texts.username, texts.addresses])
  const [settled, setSettled] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [wanted])
  const isDue = settled === wanted && texts.username.trim() !== ''
  const { data, isPending } = useView(
    views.usernameHolder(accountId, settled),
    (desk) => usernameHolder(desk, fieldsOf(texts, base, {}), accountId),
    { enabled: isDue },
  )
  if (!isDue)
    return { isChecking: settled !== wanted && texts.username.trim() !== '', error: undefined }
  return {
    isChecking: isPending,
    error: data && messages.accountForm.taken(data.appName, data.username),
  }
}
