import type { BrowserRequest } from '@keyward/channel'
import type { FrameFacts } from '../../messages/frame.ts'

export type Caller = BrowserRequest['caller']

/** What the browser attests of the frame that a message came from. */
export interface Sender {
  readonly origin?: string | undefined
  readonly frameId?: number | undefined
  readonly tab?:
    | { readonly url?: string | undefined; readonly title?: string | undefined }
    | undefined
}

/** A frame as the browser lists it. */
export interface Frame {
  readonly frameId: number
  readonly parentFrameId: number
  readonly url: string
}

const MOST_TITLE = 256

/**
 * Who asks, from what the browser attests: nothing here is what a page says. An ancestor of another
 * origin is seen by the browser's list of frames or by the frame itself, whichever sees one. Undefined
 * when the browser attests no origin, or an opaque one.
 */
export function callerOf(
  sender: Sender,
  frames: readonly Frame[],
  facts: FrameFacts,
): Caller | undefined {
  const { origin, tab, frameId } = sender
  if (origin === undefined || origin === 'null' || frameId === undefined) return undefined
  const siteName = tab?.title?.slice(0, MOST_TITLE)
  const named = siteName === undefined || siteName === '' ? {} : { siteName }
  const isEmbedded = frameId !== 0 && (facts.isEmbedded || hasOther(frames, frameId, origin))
  if (!isEmbedded) return { origin, ...named }
  const topOrigin = originOf(tab?.url)
  const top = topOrigin === undefined ? {} : { topOrigin }
  const { isAllowed: allowedByPolicy, isActive: userActivation } = facts
  return { origin, ...named, embedding: { allowedByPolicy, userActivation, ...top } }
}

function hasOther(frames: readonly Frame[], frameId: number, origin: string): boolean {
  const byId = new Map(frames.map((frame) => [frame.frameId, frame]))
  let frame = byId.get(frameId)
  // Each frame is seen once, whatever the list says.
  for (let left = frames.length; frame !== undefined && left > 0; left -= 1) {
    frame = byId.get(frame.parentFrameId)
    const ancestor = frame === undefined ? origin : originOf(frame.url)
    // Pages without an address of their own have the origin of whoever made them.
    if (ancestor !== undefined && ancestor !== origin) return true
  }
  return false
}

function originOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { origin } = new URL(url)
  return origin === 'null' ? undefined : origin
}
