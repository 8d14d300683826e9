import type { CeremonyStart } from '../messages/frame.ts'
import type { Outcome } from '../messages/page.ts'
import { failureOf } from '../messages/failure.ts'
import { keepConnected } from './connection.ts'
import { watchFields } from './fields.ts'

export interface Ceremony {
  /** No answer is wanted any more. */
  abort(): void
}

const LEFT: Outcome = { end: 'browser' }
const GONE = failureOf('NotAllowedError')

/**
 * One ceremony with the background. Its worker may be stopped at any time and starts again when it
 * is asked: then the ceremony goes on where it was. When there is no background any more (the
 * extension was updated, reloaded or removed) the browser gets the request.
 */
export function startCeremony(start: CeremonyStart, settle: (outcome: Outcome) => void): Ceremony {
  let requestId: string | undefined
  // Whether the background holds the request on the present connection.
  let isTaken = false
  let isVisited = false
  const visit = (): void => {
    isVisited = !isTaken
    if (isTaken) connection.send({ tell: 'focus' })
  }
  // From the beginning: a person may be at the field before the background has looked at the request.
  const unwatch = start.isConditional ? watchFields(visit) : undefined
  const close = (): void => {
    unwatch?.()
    removeEventListener('pagehide', leave)
    connection.close()
  }
  const end = (outcome: Outcome): void => {
    close()
    settle(outcome)
  }
  const abort = (): void => {
    connection.send({ tell: 'abort' })
    close()
  }
  const leave = (): void => {
    connection.send({ tell: 'abort' })
    end(start.isConditional ? LEFT : GONE)
  }
  const connection = keepConnected({
    isPressing: !start.isConditional,
    first() {
      isTaken = false
      return requestId === undefined ? start : { tell: 'resume', requestId }
    },
    onMessage(message) {
      if (message.tell === 'end') return end(message.outcome)
      requestId = message.requestId
      isTaken = true
      if (isVisited) visit()
    },
    onLost: () => end(LEFT),
  })
  // A page that is kept for going back to must find its promise settled then.
  addEventListener('pagehide', leave)
  connection.open()
  return { abort }
}
