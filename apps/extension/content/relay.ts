import type { FrameMessage } from '../messages/frame.ts'
import type { Outcome, PageCall, ToPage } from '../messages/page.ts'
import { frameFacts } from './facts.ts'
import { type Ceremony, startCeremony } from './ceremony.ts'
import { readCall } from './read-call.ts'

const LEFT: Outcome = { end: 'browser' }

/** Carries what the page asks to the background, and how it ends back. Nothing runs in between. */
export function relay(port: MessagePort): void {
  const open = new Map<number, Ceremony>()
  const answer = (id: number, outcome: Outcome): void => {
    open.delete(id)
    port.postMessage(JSON.stringify({ ...outcome, id } satisfies ToPage))
  }
  const start = async (call: PageCall): Promise<void> => {
    const kind = call.call === 'create' ? 'create' : 'get'
    const isConditional = call.call === 'conditional'
    let isAborted = false
    open.set(call.id, { abort: () => void (isAborted = true) })
    const facts = await frameFacts(kind)
    if (isAborted) return
    const asked = {
      tell: 'start',
      kind,
      isConditional,
      options: call.options ?? '',
      facts,
    } as const
    open.set(
      call.id,
      startCeremony(asked, (outcome) => answer(call.id, outcome)),
    )
  }
  port.addEventListener('message', ({ data }) => {
    const call = readCall(data)
    if (call === undefined) return refuse(data, answer)
    if (call.call === 'abort') {
      open.get(call.id)?.abort()
      open.delete(call.id)
    } else if (open.has(call.id)) {
      return
    } else if (call.call === 'available') {
      void ask({ tell: 'available' }).then((outcome) => answer(call.id, outcome))
    } else if (call.call === 'signal') {
      void ask({ tell: 'signal', signal: call.method ?? '', options: call.options ?? '' })
      answer(call.id, LEFT)
    } else void start(call)
  })
  port.start()
}

/** Leaves to the browser what is too long to carry. */
function refuse(data: unknown, answer: (id: number, outcome: Outcome) => void): void {
  const [, id] = typeof data === 'string' ? (/^\{"id":(\d{1,9}),/.exec(data) ?? []) : []
  if (id !== undefined) answer(Number(id), LEFT)
}

/** As the browser says where there is no background any more: after an update, or when removed. */
async function ask(message: FrameMessage): Promise<Outcome> {
  try {
    return ((await chrome.runtime.sendMessage(message)) as Outcome | undefined) ?? LEFT
  } catch {
    return LEFT
  }
}
