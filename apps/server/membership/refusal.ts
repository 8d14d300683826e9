import { REFUSALS } from '@keyward/workspace/rules'
import { WorkspaceError } from '@keyward/workspace/chain'
import { Refused } from '../auth/refused.ts'

/** What the server answers when the chain refuses an entry: the one place that maps its rules. */
export function chainRefusal(error: WorkspaceError, action?: string): Refused {
  const { rule, message } = error
  const cause = error
  if (Object.hasOwn(REFUSALS, rule)) {
    const done = action === undefined ? {} : { action }
    return new Refused('forbidden', { rule, message, cause, ...done })
  }
  if (rule === 'chain.sequence' || rule === 'chain.previous-hash')
    return new Refused('chain_conflict', { rule, cause })
  return new Refused('chain_refused', { rule, message, cause })
}

/** Does what may fail by a rule of the chain. @throws {Refused} as `chainRefusal` */
export function byChain<T>(work: () => T, action?: string): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof WorkspaceError) throw chainRefusal(error, action)
    throw error
  }
}
