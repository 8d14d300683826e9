import type { ProxyApi } from './api.ts'
import { readWritten } from './asked.ts'
import { answerRequests, type Window } from './window.ts'

/** An answer that is ready, and the page that waits for it. */
export interface Handover {
  readonly kind: 'create' | 'get'
  /** As the browser attests it of the frame, never as the page says. */
  readonly origin: string
  readonly isCrossOrigin: boolean
  /** The text that the page script wrote of the options, and will ask the browser with. */
  readonly requestJson: string
  readonly responseJson: string
}

export interface Delivery {
  /**
   * `taken` once the browser has given the answer to the page; `not-taken` when the page never asked,
   * gave up, or the browser would not have it. Nothing is attached any more by then.
   */
  readonly ended: Promise<'taken' | 'not-taken'>
  /** The page is gone. */
  stop(): void
}

export interface Proxy {
  /**
   * Attaches Chromium's proxy for one answer, as soon as no other is under way. The page script then
   * calls the browser's own function: Chromium judges the request, asks here, and makes a genuine
   * credential of the answer. Requests of others that come in that time are refused.
   *
   * @returns undefined when the page script has to make the credential itself: there is no proxy,
   *   another extension holds it, or a frame of another origin creates, whose click is long used up
   */
  deliver(handover: Handover): Promise<Delivery | undefined>
  /** Resolves when nothing is attached: requests meant for the browser reach the browser. */
  readonly idle: Promise<void>
  /** Lets go of what a worker that was stopped left attached. Once, at each start. */
  recover(): Promise<void>
}

export interface ProxyPorts {
  /** Undefined where the browser has none. */
  readonly api: ProxyApi | undefined
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>
}

/** How long a page may take from hearing that its answer is there to asking for it. */
const PATIENCE = 2_000

/** Listens at once: the events of a worker that is woken up come in its first turn. */
export function openProxy({ api, wait }: ProxyPorts): Proxy {
  if (api === undefined) return WITHOUT
  let open: Window | undefined
  let idle: Promise<void> = Promise.resolve()
  answerRequests(api, () => open)

  const begin = async (handover: Handover): Promise<Delivery | undefined> => {
    const { kind, responseJson } = handover
    const asked = readWritten(kind, handover, handover.requestJson)
    if (asked === undefined || !(await attached(api))) return undefined
    let end!: Window['end']
    const settled = new Promise<'taken' | 'not-taken'>((resolve) => (end = resolve))
    open = { kind, asked, responseJson, taken: undefined, end }
    void wait(PATIENCE).then(() => end('not-taken'))
    const ended = settled.then(async (how) => {
      open = undefined
      await detached(api)
      return how
    })
    return { ended, stop: () => end('not-taken') }
  }

  return {
    async deliver(handover) {
      if (handover.kind === 'create' && handover.isCrossOrigin) return undefined
      const delivery = idle.then(() => begin(handover))
      idle = delivery.then(async (made) => void (await made?.ended))
      return delivery
    },
    get idle() {
      return idle
    },
    recover: () => detached(api),
  }
}

const WITHOUT: Proxy = {
  deliver: () => Promise.resolve(undefined),
  idle: Promise.resolve(),
  recover: () => Promise.resolve(),
}

async function attached(api: ProxyApi): Promise<boolean> {
  return api.attach().then(
    () => true,
    () => false,
  )
}

async function detached(api: ProxyApi): Promise<void> {
  await api.detach().catch(() => undefined)
}
