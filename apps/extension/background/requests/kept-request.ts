import type { BrowserRequest } from '@keyward/channel'
import type { CeremonyKind, Outcome } from '../../messages/page.ts'
import type { OpenPrompt } from '../prompt/prompt.ts'
import type { Caller } from '../routing/attest.ts'

/** The frame whose page asked. */
export interface RequestFrame {
  readonly tabId: number
  readonly frameId: number
  readonly windowId: number | undefined
  /** Another document in the same frame is somebody else; Firefox may not tell. */
  readonly documentId: string | undefined
}

/** A request that Keyward has claimed, as it outlives the background's worker. */
export interface KeptRequest {
  readonly requestId: string
  readonly kind: CeremonyKind
  readonly isConditional: boolean
  readonly options: string
  readonly caller: Caller
  readonly frame: RequestFrame
  /** UTC milliseconds; conditional requests wait as long as their page. */
  readonly deadline: number | undefined
  /** The one that is open for it. */
  readonly prompt: OpenPrompt | undefined
  /** How it ended, until the frame has heard it. */
  readonly outcome: Outcome | undefined
}

/** As its prompt gets it. */
export function providerRequestOf(kept: KeptRequest): BrowserRequest {
  const { requestId, kind, options: requestJson, caller, isConditional } = kept
  const common = { requestId, platform: 'browser', requestJson, caller } as const
  const mediation = isConditional ? { isConditional } : {}
  return kind === 'create' ? { ...common, kind, ...mediation } : { ...common, kind, ...mediation }
}

/** Whether a port's sender is the frame that the request came from. */
export function isFrameOf(kept: KeptRequest, frame: RequestFrame): boolean {
  const { tabId, frameId, documentId } = kept.frame
  return tabId === frame.tabId && frameId === frame.frameId && documentId === frame.documentId
}

const LEAST_TIMEOUT = 30_000
const MOST_TIMEOUT = 600_000
const USUAL_TIMEOUT = 300_000

/**
 * How long a person has, in milliseconds: what the site says within half a minute and ten minutes,
 * so that nobody is cut off while unlocking; else five minutes (WebAuthn Level 3, section 5.1.3).
 */
export function patienceOf(timeout: number | undefined): number {
  if (timeout === undefined) return USUAL_TIMEOUT
  return Math.min(Math.max(timeout, LEAST_TIMEOUT), MOST_TIMEOUT)
}
