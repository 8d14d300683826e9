import type { ActivityDraft } from './activity.ts'

export type SessionBy = 'passphrase' | 'passkey' | 'kit' | 'sign-up'

export interface NewSession {
  readonly sessionId: string
  /** SHA-256 of the token. */
  readonly tokenHash: Uint8Array
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string
  readonly deviceName: string
  /** Of the device's proof key (RFC 7638), base64url. */
  readonly thumbprint: string
  readonly by: SessionBy
  /** The method by which it began; null for sign-up. */
  readonly methodId: string | null
  readonly startedAt: number
  readonly expiresAt: number
}

export interface SessionRow extends NewSession {
  readonly lastUsedAt: number
  /**
   * The chain has removed the member or the device. All that is left for it is to learn so: it may
   * read the chain up to there, and is refused everything else.
   */
  readonly isRemoved: boolean
}

/** A session, and how far its workspace was at the same moment. */
export interface Visit {
  readonly session: SessionRow
  readonly workspace: {
    readonly incarnation: string
    readonly revision: number
    /** The sequence of the last entry of its chain. */
    readonly chainEnd: number
    readonly activityHead: { readonly sequence: number; readonly hash: Uint8Array }
  }
}

/** Sessions, and what is under way before one. */
export interface SessionStore {
  /** @throws {StoreError} `device_key_mismatch` when the device had another proof key before */
  start(session: NewSession, activity: readonly ActivityDraft[]): Promise<SessionRow>
  /** undefined for one that is unknown, ended, expired, or that nobody used for `LIFETIMES.sessionIdle`. */
  byToken(tokenHash: Uint8Array, now: number): Promise<SessionRow | undefined>
  /** As `byToken`, with all that a request is let in by, and that tells whether anything is new. */
  visit(tokenHash: Uint8Array, now: number): Promise<Visit | undefined>
  /** Keeps when it was used last; may be late by a minute. */
  touch(session: SessionRow, now: number): Promise<void>
  list(workspaceId: string, memberId: string, now: number): Promise<readonly SessionRow[]>
  /** @throws {StoreError} `session_unknown` */
  end(
    workspaceId: string,
    memberId: string,
    sessionId: string,
    activity: readonly ActivityDraft[],
  ): Promise<void>

  /** Keeps a value for a short time: a sign-in between its two requests, a challenge. */
  keepOnce(id: string, value: Uint8Array, expiresAt: number): Promise<void>
  /** Takes it out: the second call finds nothing. */
  takeOnce(id: string, now: number): Promise<Uint8Array | undefined>
}
