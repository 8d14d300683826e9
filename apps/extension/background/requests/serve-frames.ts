import { failureOf } from '../../messages/failure.ts'
import type { CeremonyStart, FromFrame, ToFrame } from '../../messages/frame.ts'
import type { Outcome } from '../../messages/page.ts'
import { callerOf, type Frame } from '../routing/attest.ts'
import { decide, rpIdFor } from '../routing/decide.ts'
import { isRelatedOrigin } from '../routing/related.ts'
import { readOptions } from '../routing/read-options.ts'
import type { WellKnownFetch } from '@keyward/webauthn/client'
import type { SettingsKeeper } from '../settings/keep.ts'
import type { RequestBook } from './book.ts'
import type { Desk, FrameLink } from './desk.ts'
import { isFrameOf, type KeptRequest, patienceOf, type RequestFrame } from './kept-request.ts'

export interface FramePorts {
  readonly desk: Desk
  readonly book: RequestBook
  readonly settings: SettingsKeeper
  /** All frames of a tab, as the browser lists them. */
  readonly framesOf: (tabId: number) => Promise<readonly Frame[]>
  /** Resolves when requests that are left to the browser reach the browser. */
  readonly untilIdle: () => Promise<void>
  readonly fetchWellKnown: WellKnownFetch
  readonly makeId: () => string
  /** UTC milliseconds. */
  readonly now: () => number
  readonly ownOrigin: string
}

const LEFT: Outcome = { end: 'browser' }

/**
 * Serves the connection of one ceremony. Who asks is read from the connection's sender, which the
 * browser fills in; of the messages only options and the frame's own facts are used.
 */
export function serveFrame(port: chrome.runtime.Port, ports: FramePorts): void {
  const { desk, book } = ports
  const frame = frameOf(port)
  let requestId: string | undefined
  let isGone = false
  const link: FrameLink = { send: (message: ToFrame) => !isGone && port.postMessage(message) }
  const leave = async (outcome: Outcome = LEFT): Promise<void> => {
    await ports.untilIdle()
    link.send({ tell: 'end', outcome })
  }
  const begin = async (start: CeremonyStart): Promise<void> => {
    await book.restored
    // A page has one person before it: so it is said before anybody looks whether it could be claimed.
    const isBusy = (): boolean =>
      frame !== undefined && !start.isConditional && desk.isBusy(frame.tabId)
    if (isBusy()) return leave(failureOf('OperationError'))
    const request = frame && (await judge(port, frame, start, ports))
    if (request === undefined) return leave()
    if (isTooMuch(request, book)) return leave()
    if (isBusy()) return leave(failureOf('OperationError'))
    if (isGone) return
    requestId = request.requestId
    await desk.take(request, link)
  }
  const resume = async (id: string): Promise<void> => {
    await book.restored
    const request = book.find(id)
    if (frame === undefined || request === undefined || !isFrameOf(request, frame)) return leave()
    requestId = id
    await desk.resume(request, link)
  }
  port.onMessage.addListener((message: FromFrame) => {
    if (message.tell === 'start' && requestId === undefined) begin(message).catch(() => leave())
    else if (message.tell === 'resume') resume(message.requestId).catch(() => leave())
    else if (requestId === undefined) isGone ||= message.tell === 'abort'
    else if (message.tell === 'abort') void desk.drop(requestId)
    else if (message.tell === 'focus') void desk.suggest(requestId)
  })
  port.onDisconnect.addListener(() => {
    isGone = true
    if (requestId !== undefined) void desk.onFrameGone(requestId, link)
  })
}

/** Of all pages together. */
const MOST_OPEN = 100

/** A frame has one conditional request, as browsers have it, and nobody fills the storage. */
function isTooMuch(request: KeptRequest, book: RequestBook): boolean {
  const open = book.all()
  if (open.length >= MOST_OPEN) return true
  return (
    request.isConditional &&
    open.some((other) => other.isConditional && isFrameOf(other, request.frame))
  )
}

function frameOf({ sender }: chrome.runtime.Port): RequestFrame | undefined {
  const { tab, frameId, documentId } = sender ?? {}
  if (tab?.id === undefined || frameId === undefined) return undefined
  return { tabId: tab.id, frameId, windowId: tab.windowId, documentId }
}

/** The request, if Keyward claims it. */
async function judge(
  { sender = {} }: chrome.runtime.Port,
  frame: RequestFrame,
  { kind, isConditional, options, facts }: CeremonyStart,
  { framesOf, settings, ownOrigin, makeId, now, fetchWellKnown }: FramePorts,
): Promise<KeptRequest | undefined> {
  if (!facts.isAllowed) return undefined
  const asked = readOptions(kind, options)
  if (asked === undefined) return undefined
  const frames = frame.frameId === 0 ? [] : await framesOf(frame.tabId)
  const caller = callerOf(sender, frames, facts)
  if (caller === undefined) return undefined
  const found = rpIdFor(caller.origin, asked.rpId)
  if (found === undefined) return undefined
  if (found.isRelated && !(await isRelatedOrigin(kind, caller, found.rpId, fetchWellKnown)))
    return undefined
  const question = { kind, caller, asked, ownOrigin, settings: await settings.read(), now: now() }
  if (decide(question) === 'browser') return undefined
  const deadline = isConditional ? undefined : now() + patienceOf(asked.timeout)
  const open = { prompt: undefined, outcome: undefined, deadline }
  return { requestId: makeId(), kind, isConditional, options, caller, frame, ...open }
}
