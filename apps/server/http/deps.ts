import type { Random } from '@keyward/primitives/signature'
import type { SignUpMode } from '@keyward/protocol'
import type { Context } from 'hono'
import type { Rates } from '../auth/buckets.ts'
import type { FetchPublic } from '../directory/fetch-public.ts'
import type { SendWebhook } from '../webhooks/send.ts'
import type { Signer } from '../signer/signer.ts'
import type { Store } from '../store/store.ts'

/** What the server says while it works. Objects never hold secrets, addresses or sealed content. */
export interface Log {
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
}

/** All that the HTTP part needs from outside. */
export interface AppDeps {
  readonly store: Store
  /** What co-signs: the store has been opened with it as its ledger. */
  readonly signer: Signer
  readonly settings: {
    /** The public origin, without a slash at its end: what proofs and passkeys are bound to. */
    readonly origin: string
    readonly rpId: string
    /** The extension whose own passkeys may sign in; null for none. */
    readonly extensionId: string | null
    readonly signUp: SignUpMode
    /** Addresses of members who can reach the server's machine; null for whoever created the workspace. */
    readonly operators: readonly string[] | null
    readonly trustProxy: boolean
    readonly version: string
  }
  readonly secrets: {
    /** The server setup of OPAQUE, base64url. */
    readonly opaqueSetup: string
    /** null: no workspace can be created by code. */
    readonly setupCode: string | null
  }
  /** UTC milliseconds. */
  readonly clock: () => number
  readonly random: Random
  readonly mailer: {
    /** Whether the mail went out. Never throws. */
    announceInvitation(to: string, workspaceName: string): Promise<boolean>
  }
  readonly log: Log
  readonly metrics: {
    request(route: string, status: number, seconds: number): void
    refusal(code: string): void
  }
  /** Whether the server is about to stop: streams end then. */
  readonly isStopping: () => boolean
  /** The IP address that a request comes from; of a trusted proxy, the one that it names. */
  readonly remoteAddress: (c: Context) => string
  /** How files of public sites are read; without it none is asked. */
  readonly fetchPublic?: FetchPublic
  /** How entries are sent to webhooks; without it none is. */
  readonly sendWebhook?: SendWebhook
  /**
   * Called when a device has proven that the log of a workspace was longer, or another one, than it
   * is now: whatever is only safe while nothing is ever rewound has to be made anew.
   */
  readonly onRolledBack?: (workspaceId: string) => Promise<void>
  /** Other rates than the usual ones. */
  readonly rates?: Partial<Rates>
  /** Holds every answer against its schema, so that none can drift. For tests: it takes time. */
  readonly checkAnswers?: boolean
}
