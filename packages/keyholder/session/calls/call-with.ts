import type { SessionCall } from '../../membership/acting.ts'
import type { Remote } from '../../remote/port.ts'

/** A call with a token that is not stored yet. */
export function callWith(remote: Remote, token: string): SessionCall {
  return (name, options = {}) => remote.call(name, { ...options, token })
}
