import type { z } from 'zod'
import type { RefusalCode } from '../refusals.ts'

/**
 * Who may ask. `open`: anybody. `proof`: anybody, with a proof of a device's key. `session`: a
 * signed-in device, though its member may wait to be admitted and the device to be added. `member`:
 * a device that signs for its member by the membership chain.
 */
export type RouteAuth = 'open' | 'proof' | 'session' | 'member'

/** One route: everything that client, server and documentation have to agree on. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Members in braces are ids. */
  readonly path: string
  readonly auth: RouteAuth
  readonly summary: string
  readonly query: z.ZodType | null
  readonly request: z.ZodType | null
  /** Of a `stream`: every line, as JSON. */
  readonly answer: z.ZodType
  readonly isStream: boolean
  /** What it refuses besides what every route of its kind does (`COMMON_REFUSALS`). */
  readonly refusals: readonly RefusalCode[]
}

type Rest = Partial<Pick<Route, 'query' | 'request' | 'isStream' | 'refusals'>>

const LEFT_OUT = { query: null, request: null, isStream: false, refusals: [] } as const

/** A route with what it leaves out filled in. */
export function route<
  const R extends Pick<Route, 'method' | 'path' | 'auth' | 'summary' | 'answer'> & Rest,
>(given: R): Omit<typeof LEFT_OUT, keyof R> & R {
  // A spread of the two would have the type of both at once: null and a schema, which is nothing.
  return { ...LEFT_OUT, ...given }
}

/** What every route of a kind may refuse. */
export const COMMON_REFUSALS: Readonly<Record<RouteAuth, readonly RefusalCode[]>> = (() => {
  const open = [
    'bad_request',
    'too_large',
    'method_not_allowed',
    'upgrade_client',
    'upgrade_server',
    'rate_limited',
    'storage_full',
    'unavailable',
    'internal',
  ] as const
  const proof = [
    ...open,
    'proof_required',
    'proof_invalid',
    'proof_time',
    'proof_replayed',
  ] as const
  const session = [...proof, 'unauthenticated', 'idempotency_mismatch'] as const
  return {
    open,
    proof,
    session,
    member: [...session, 'not_admitted', 'device_not_admitted'],
  }
})()
