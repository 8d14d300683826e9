import { useState } from 'react'
import { messages } from '../../messages/messages.ts'

/** The longest name of a collection, in characters. */
export const LONGEST_NAME = 100

/** The one field of a collection. */
export interface NameForm {
  readonly name: string
  readonly setName: (name: string) => void
  /** What is wrong with it, once it was to be saved. */
  readonly error: string | undefined
  /** The name as it is to be saved; undefined, and shown from then on, where there is none. */
  readonly read: () => string | undefined
}

export function useNameForm(from: string): NameForm {
  const [name, setName] = useState(from)
  const [isAsked, setAsked] = useState(false)
  const wanted = name.trim()
  return {
    name,
    setName,
    error: isAsked && wanted === '' ? messages.collections.form.nameMissing : undefined,
    read() {
      setAsked(true)
      return wanted === '' ? undefined : wanted
    },
  }
}
