import type { RouteName } from '@keyward/protocol/routes'
import type { Prover, Visitor } from './handler.ts'

/** What middleware has found out about a request. */
export interface Known {
  Variables: {
    requestId: string
    /** The route, once the address was understood. */
    route: RouteName | undefined
    by: Prover | Visitor | null
    /** The body's bytes; empty where the route takes none. */
    raw: Uint8Array
    network: string
    /** Headers that belong to a refusal; undefined for none. */
    refusalHeaders: Readonly<Record<string, string>> | undefined
  }
}

/** Whether who asks has a session. */
export function isVisitor(by: Prover | Visitor | null | undefined): by is Visitor {
  return by !== null && by !== undefined && 'session' in by
}
