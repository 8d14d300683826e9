import type { ROUTES, RouteName } from '@keyward/protocol/routes'
import type { WorkspaceState } from '@keyward/workspace/chain'
import type { Actor } from '@keyward/workspace/rules'
import type { z } from 'zod'
import type { Standing } from '../membership/standing.ts'
import type { SessionRow, Visit } from '../store/ports/sessions.ts'
import type { WriteOnce } from '../store/store.ts'
import type { Server } from './server.ts'

type Routes = typeof ROUTES

/** The names in braces of a path, each with its id. */
type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [N in Name]: string } & ParamsOf<Rest>
  : unknown

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : null

/** Who asks without a session, by the key of the device. */
export interface Prover {
  readonly thumbprint: string
}

/** Who asks with a session. */
export interface Visitor extends Prover {
  readonly session: SessionRow
  /** How far it was when the visitor was let in. */
  readonly workspace: Visit['workspace']
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string
  /** What the membership chain says now. */
  readonly standing: Standing
  readonly state: WorkspaceState
  /** undefined while the member waits to be admitted. */
  readonly actor: Actor | undefined
  readonly isDeviceAdmitted: boolean
  /** The entry of the chain that removed the member or the device; null while neither was. */
  readonly removedAt: number | null
}

/** A visitor for whom the chain has the member and the device. */
export interface MemberVisitor extends Visitor {
  readonly actor: Actor
}

interface Askers {
  readonly open: null
  readonly proof: Prover
  readonly session: Visitor
  readonly member: MemberVisitor
}

/** One request, parsed and authenticated. */
export interface Call<N extends RouteName> {
  readonly params: ParamsOf<Routes[N]['path']>
  readonly query: Parsed<Routes[N]['query']>
  readonly body: Parsed<Routes[N]['request']>
  readonly by: Askers[Routes[N]['auth']]
  /** UTC milliseconds, one for the whole request. */
  readonly now: number
  /** For writes. */
  readonly once: WriteOnce
  /** The network that it comes from, for rates alone; empty of requests with a session. */
  readonly network: string
}

type AnswerOf<N extends RouteName> = Routes[N]['isStream'] extends true
  ? ReadableStream<Uint8Array>
  : z.input<Routes[N]['answer']>

/** Does what one route is for. @throws {Refused}, {StoreError}, {ObjectError} */
export type Handler<N extends RouteName> = (server: Server, call: Call<N>) => Promise<AnswerOf<N>>

/** One handler for each route: a missing one does not compile. */
export type Handlers = { readonly [N in RouteName]: Handler<N> }
