import { type FailureName, failureOf } from '../../messages/failure.ts'
import type { ToFrame } from '../../messages/frame.ts'
import type { Outcome } from '../../messages/page.ts'
import type { OpenPrompt } from '../prompt/prompt.ts'
import type { RequestBook } from './book.ts'
import type { KeptRequest } from './kept-request.ts'

/** The frame's end of a request. */
export interface FrameLink {
  send(message: ToFrame): void
}

export interface DeskPorts {
  readonly book: RequestBook
  readonly openPrompt: (request: KeptRequest) => Promise<OpenPrompt | undefined>
  /** @param isDone the prompt has said its word, and may have a little to do before it closes itself */
  readonly closePrompt: (prompt: OpenPrompt, request: KeptRequest, isDone: boolean) => Promise<void>
  /** Rings once at this time, UTC milliseconds, also if the worker was stopped in between. */
  readonly setAlarm: (requestId: string, at: number) => void
  readonly clearAlarm: (requestId: string) => void
  /** The last step before the frame hears an outcome: the browser's proxy takes its part there. */
  readonly hand: (request: KeptRequest, outcome: Outcome) => Promise<Outcome>
  /** Tells the prompt that nobody waits any more. */
  readonly onCancelled: (requestId: string) => void
  /** UTC milliseconds. */
  readonly now: () => number
}

/** How long an outcome waits for a frame that has lost its connection, in milliseconds. */
const OUTCOME_PATIENCE = 60_000

const LEFT: Outcome = { end: 'browser' }

/**
 * Requests from the moment that they are claimed to the moment that their frame has heard how they
 * ended. Each ends once, whatever comes at the same time: the person, the page, the clock.
 */
export class Desk {
  readonly #ports: DeskPorts
  readonly #links = new Map<string, FrameLink>()
  readonly #opening = new Set<string>()

  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  /** Keeps a request, and asks the person at once unless it is conditional. */
  async take(request: KeptRequest, link: FrameLink): Promise<void> {
    const { requestId, deadline, isConditional } = request
    this.#links.set(requestId, link)
    await this.#ports.book.put(request)
    link.send({ tell: 'taken', requestId })
    if (deadline !== undefined) this.#ports.setAlarm(requestId, deadline)
    if (!isConditional) await this.#ask(requestId)
  }

  /** Whether a person is being asked on behalf of this tab. */
  isBusy(tabId: number): boolean {
    return this.#ports.book
      .all()
      .some(
        ({ frame, outcome, isConditional, prompt, requestId }) =>
          frame.tabId === tabId &&
          outcome === undefined &&
          (!isConditional || prompt !== undefined || this.#opening.has(requestId)),
      )
  }

  /** The frame of the request has connected again. Asks the person if nobody could until now. */
  async resume(request: KeptRequest, link: FrameLink): Promise<void> {
    const { requestId, outcome, isConditional, prompt } = request
    this.#links.set(requestId, link)
    link.send({ tell: 'taken', requestId })
    if (outcome !== undefined) await this.#deliver(request, outcome)
    else if (!isConditional && prompt === undefined) await this.#ask(requestId)
  }

  /** Opens the prompt of a conditional request, unless the tab has one open. */
  async suggest(requestId: string): Promise<void> {
    const request = this.#ports.book.find(requestId)
    if (request !== undefined && !this.isBusy(request.frame.tabId)) await this.#ask(requestId)
  }

  /**
   * @param isDone whether its own prompt says so
   * @returns false when the request has ended already
   */
  async settle(requestId: string, outcome: Outcome, isDone = false): Promise<boolean> {
    const request = this.#ports.book.find(requestId)
    if (request === undefined || request.outcome !== undefined) return false
    const ended = { ...request, outcome, prompt: undefined }
    await this.#ports.book.put(ended)
    if (request.prompt !== undefined) await this.#ports.closePrompt(request.prompt, request, isDone)
    await this.#deliver(ended, outcome)
    return true
  }

  /**
   * Nothing came of it. A conditional request waits for the next visit of its field, as the page
   * waits for it in the background; any other has failed.
   *
   * @returns false when the request has ended already
   */
  async decline(requestId: string, name: FailureName, isDone = false): Promise<boolean> {
    const request = this.#ports.book.find(requestId)
    if (request?.isConditional !== true || request.outcome !== undefined)
      return this.settle(requestId, failureOf(name), isDone)
    const { prompt } = request
    await this.#ports.book.put({ ...request, prompt: undefined })
    if (prompt !== undefined) await this.#ports.closePrompt(prompt, request, isDone)
    return true
  }

  /** The page does not wait any more. */
  async drop(requestId: string): Promise<void> {
    const request = this.#ports.book.find(requestId)
    await this.#forget(requestId)
    if (request?.prompt === undefined) return
    this.#ports.onCancelled(requestId)
    await this.#ports.closePrompt(request.prompt, request, false)
  }

  /** The connection of a frame has ended: the frame is gone, unless it has connected again since. */
  async onFrameGone(requestId: string, link: FrameLink): Promise<void> {
    if (this.#links.get(requestId) === link) await this.drop(requestId)
  }

  /** A tab was closed: somebody's prompt, or pages that waited. */
  async onTabClosed(tabId: number): Promise<void> {
    for (const { requestId, prompt, frame } of this.#ports.book.all())
      if (prompt?.tabId === tabId) {
        await this.#update(requestId, { prompt: undefined })
        await this.decline(requestId, 'NotAllowedError')
      } else if (frame.tabId === tabId) await this.drop(requestId)
  }

  /** The time of a request is over, or its outcome has waited long enough for its frame. */
  async onAlarm(requestId: string): Promise<void> {
    const request = this.#ports.book.find(requestId)
    if (request === undefined) return
    if (request.outcome === undefined) {
      this.#ports.onCancelled(requestId)
      await this.settle(requestId, failureOf('NotAllowedError'))
    } else if (!this.#links.has(requestId)) await this.#forget(requestId)
  }

  /** Drops what a stopped worker left and no frame has come back for. */
  async sweep(): Promise<void> {
    for (const { requestId, outcome } of this.#ports.book.all())
      if (outcome === undefined && !this.#links.has(requestId)) await this.drop(requestId)
  }

  async #ask(requestId: string): Promise<void> {
    const request = this.#ports.book.find(requestId)
    if (request === undefined || this.#opening.has(requestId)) return
    this.#opening.add(requestId)
    const prompt = await this.#ports.openPrompt(request)
    this.#opening.delete(requestId)
    if (prompt === undefined) {
      await this.settle(requestId, LEFT)
      return
    }
    // It may have ended while the window opened.
    if (!(await this.#update(requestId, { prompt })))
      await this.#ports.closePrompt(prompt, request, false)
  }

  async #update(requestId: string, change: Pick<KeptRequest, 'prompt'>): Promise<boolean> {
    const request = this.#ports.book.find(requestId)
    if (request === undefined || request.outcome !== undefined) return false
    await this.#ports.book.put({ ...request, ...change })
    return true
  }

  async #deliver(request: KeptRequest, outcome: Outcome): Promise<void> {
    const { requestId } = request
    const link = this.#links.get(requestId)
    if (link === undefined) {
      // Whoever comes back for it hears it then.
      this.#ports.setAlarm(requestId, this.#ports.now() + OUTCOME_PATIENCE)
      return
    }
    const handed = await this.#ports.hand(request, outcome)
    link.send({ tell: 'end', outcome: handed })
    await this.#forget(requestId)
  }

  async #forget(requestId: string): Promise<void> {
    this.#links.delete(requestId)
    this.#ports.clearAlarm(requestId)
    await this.#ports.book.remove(requestId)
  }
}
