import type { CeremonyKind, Outcome } from './page.ts'

/**
 * What the content script and the background tell each other. A ceremony has a port of its own; who
 * asks is read from the port's sender, never from a message.
 */

/** Names of the ports to the background: a ceremony of a page, and a page of the extension. */
export const CEREMONY_PORT = 'ceremony'
export const SHELL_PORT = 'shell'

/** What only the frame itself can tell, from the content script's own world. */
export interface FrameFacts {
  /** Whether an ancestor has another origin. */
  readonly isEmbedded: boolean
  /** Whether the Permissions-Policy of the whole frame chain allows the ceremony. */
  readonly isAllowed: boolean
  /** Whether the person has just done something here. */
  readonly isActive: boolean
}

export interface CeremonyStart {
  readonly tell: 'start'
  readonly kind: CeremonyKind
  readonly isConditional: boolean
  /** As the page wrote it: not judged. */
  readonly options: string
  readonly facts: FrameFacts
}

/** Over the port of a ceremony, to the background. */
export type FromFrame =
  | CeremonyStart
  /** Goes on after the background was stopped and started again. */
  | { readonly tell: 'resume'; readonly requestId: string }
  | { readonly tell: 'abort' }
  /** The person has gone to a field that takes passkeys. */
  | { readonly tell: 'focus' }

/** Over the port of a ceremony, to the content script. */
export type ToFrame =
  | { readonly tell: 'taken'; readonly requestId: string }
  | { readonly tell: 'end'; readonly outcome: Outcome }

/** Messages without a ceremony. The first is answered with an outcome. */
export type FrameMessage =
  | { readonly tell: 'available' }
  | { readonly tell: 'signal'; readonly signal: string; readonly options: string }
