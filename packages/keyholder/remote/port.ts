import type { LiveLine } from '@keyward/protocol'
import type { RouteAnswer, RouteName, RouteRequest } from '@keyward/protocol/routes'

/** Routes that are asked and answer once. */
export type CallName = Exclude<RouteName, 'followChanges'>

/** What goes with a call, beside its name. */
export interface CallOptions<N extends CallName> {
  /** The ids that the path names in braces. */
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: RouteRequest<N>
  /** The session's token, for routes that need one. */
  readonly token?: string
  /** Names this write, so that it counts once however often it is sent. Made when it is missing. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** One Keyward server, as one device sees it. */
export interface Remote {
  /** Where it is, without a slash at the end. */
  readonly origin: string
  /**
   * Asks and reads the answer. What may be sent twice is tried up to three times with growing waits.
   *
   * @throws {KeyholderError} `remote.offline`, `remote.not-a-server`, `remote.malformed`;
   *   `remote.refused` with the server's `code`
   */
  call<N extends CallName>(name: N, options?: CallOptions<N>): Promise<RouteAnswer<N>>
  /**
   * The stream of new revisions, until the signal fires. It connects again by itself, and says
   * nothing of what was missed: whoever follows pulls after each line.
   *
   * @throws {KeyholderError} `remote.refused`, `remote.not-a-server`, `remote.malformed`
   */
  follow(token: string, signal: AbortSignal): AsyncIterable<LiveLine>
  /** The JWK thumbprint (RFC 7638, SHA-256, base64url) of this device's proof key. */
  thumbprint(): Promise<string>
}
