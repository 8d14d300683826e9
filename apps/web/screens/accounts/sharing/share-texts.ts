import { messages } from '../../../messages/messages.ts'
import type { ShareForm } from './use-share-form.ts'

/** Everybody and everything that is chosen. */
type Picked = Pick<ShareForm, 'whom' | 'teams' | 'into'>

/** The words of the button that shares. */
export function submitText({ whom, teams, into }: Picked): string {
  const text = messages.sharing
  const [only] = [...whom, ...teams]
  if (only === undefined) return putText(into) ?? text.submitNobody
  if (into.length > 0) return text.submitNobody
  if (whom.length + teams.length === 1) return text.submit(only.name)
  return teams.length > 0 ? text.submitAll(teams.length, whom.length) : text.submitMany(whom.length)
}

function putText(into: Picked['into']): string | undefined {
  const { submit, submitMany } = messages.collections.ofAccount
  const [first] = into
  if (first === undefined) return undefined
  return into.length === 1 ? submit(first.name) : submitMany(into.length)
}

/** What is told once it is shared. */
export function sharedText({ whom, teams, into }: Picked): string {
  const text = messages.sharing
  const { done, doneMany, doneMixed } = messages.collections.ofAccount
  const [only] = [...whom, ...teams]
  const [collection] = into
  if (only === undefined)
    return into.length === 1 && collection !== undefined
      ? done(collection.name)
      : doneMany(into.length)
  if (into.length > 0) return doneMixed
  if (whom.length + teams.length === 1) return text.shared(only.name)
  if (teams.length > 0) return text.sharedAll(teams.length, whom.length)
  return text.sharedMany(whom.length)
}
