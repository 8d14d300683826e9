import { EVENTS, type EventParams, isShellEvent, type ShellEvent } from '../contract/events.ts'
import { type Method, METHODS, type Params, type Result } from '../contract/methods.ts'
import { ChannelError } from '../error.ts'
import { type FromShell, parseFromShell } from '../wire/messages.ts'
import { encodeMessage } from '../wire/text.ts'
import { engineSchedule, type MessagePortLike, type Schedule } from './port.ts'

/** The shell as the screens see it. */
export interface ShellPort {
  /**
   * Asks the shell and waits for its answer, which is read before it is given.
   *
   * @throws {ChannelError} what the shell answered; `timeout`; `closed`; `malformed` for an answer
   * that the contract does not have; `too_large` for a question that fits in no message
   */
  call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>
  /** Hears events from now on. Gives the function that stops it. An error of a listener is its own. */
  on<E extends ShellEvent>(event: E, listener: (params: EventParams<E>) => void): () => void
  /** All open calls end as `closed`. */
  close(): void
}

interface Waiting {
  readonly settle: (answer: FromShell) => void
  readonly fail: (error: ChannelError) => void
}

/** Speaks the contract over a port to a shell. Answers to questions that nobody asked are ignored. */
export function connectShell(
  port: MessagePortLike,
  options: { readonly schedule?: Schedule } = {},
): ShellPort {
  const schedule = options.schedule ?? engineSchedule
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(params: unknown) => void>>()
  let lastId = 0
  let isClosed = false

  port.addEventListener('message', ({ data }) => {
    const message = readable(data)
    if (message === undefined) return
    if (message.kind === 'event') tell(listeners, message)
    else waiting.get(message.id)?.settle(message)
  })
  const close = (): void => {
    isClosed = true
    for (const { fail } of waiting.values()) fail(closed())
    waiting.clear()
  }
  port.addEventListener('close', close)
  port.start()

  return {
    call(method, params) {
      if (isClosed) return Promise.reject(closed())
      lastId += 1
      return ask({ port, waiting, schedule, id: lastId }, method, params)
    },
    on(event, listener) {
      const all = listeners.get(event) ?? new Set()
      const heard = (params: unknown): void => listener(params as EventParams<typeof event>)
      listeners.set(event, all.add(heard))
      return () => void all.delete(heard)
    },
    close() {
      close()
      port.close()
    },
  }
}

interface Asking {
  readonly port: MessagePortLike
  readonly waiting: Map<number, Waiting>
  readonly schedule: Schedule
  readonly id: number
}

function ask<M extends Method>(
  { port, waiting, schedule, id }: Asking,
  method: M,
  params: Params<M>,
): Promise<Result<M>> {
  const { result, patience } = METHODS[method]
  return new Promise((resolve, reject) => {
    const text = encodeMessage({ v: 1, id, method, params })
    const end = (run: () => void): void => {
      stop()
      waiting.delete(id)
      run()
    }
    const fail = (error: unknown): void => end(() => reject(error))
    const stop = schedule(patience, () =>
      fail(new ChannelError('timeout', 'The device did not answer in time.')),
    )
    const settle = (answer: FromShell): void => {
      if (answer.kind === 'failure') return fail(answer.error)
      if (answer.kind !== 'answer') return
      try {
        const value = result(answer.result, `${method} result`) as Result<M>
        end(() => resolve(value))
      } catch (error) {
        fail(error)
      }
    }
    waiting.set(id, { settle, fail })
    try {
      port.postMessage(text)
    } catch (cause) {
      fail(new ChannelError('closed', 'The device could not be asked.', { cause }))
    }
  })
}

function tell(
  listeners: ReadonlyMap<string, ReadonlySet<(params: unknown) => void>>,
  { event, params }: Extract<FromShell, { kind: 'event' }>,
): void {
  if (!isShellEvent(event)) return
  const read = readEvent(event, params)
  if (read === undefined) return
  for (const heard of listeners.get(event) ?? []) heard(read)
}

function readEvent(event: ShellEvent, params: unknown): unknown {
  try {
    return EVENTS[event](params, event)
  } catch (error) {
    if (error instanceof ChannelError) return undefined
    throw error
  }
}

/** A message that can't be read answers nothing: whoever waits for it gives up in time. */
function readable(data: unknown): FromShell | undefined {
  try {
    return parseFromShell(data)
  } catch (error) {
    if (error instanceof ChannelError) return undefined
    throw error
  }
}

function closed(): ChannelError {
  return new ChannelError('closed', 'The device is not connected any more.')
}
