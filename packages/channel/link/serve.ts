import type { EventParams, ShellEvent } from '../contract/events.ts'
import { isMethod, type Method, METHODS, type Params, type Result } from '../contract/methods.ts'
import { ChannelError, type ShellCode } from '../error.ts'
import { parseQuestion, type Question } from '../wire/messages.ts'
import { encodeMessage } from '../wire/text.ts'
import type { MessagePortLike } from './port.ts'

/** What a shell does for each method. One that is left out is answered with `unsupported`. */
export type ShellHandlers = {
  readonly [M in Method]?: (params: Params<M>) => Promise<Result<M>> | Result<M>
}

/** A shell at its end of the port. */
export interface ServedShell {
  /** @throws {ChannelError} `too_large` */
  emit<E extends ShellEvent>(event: E, params: EventParams<E>): void
  /** Nothing is answered any more, not even what has been asked already. */
  close(): void
}

/**
 * Answers questions that come over a port. A handler refuses by throwing a `ChannelError` with one
 * of the shell's codes; anything else that it throws is answered as `internal`, with a sentence
 * that tells nothing. What is no question of the contract is not answered when it has no id.
 */
export function serveShell(port: MessagePortLike, handlers: ShellHandlers): ServedShell {
  let isClosed = false
  const send = (message: object): void => {
    if (!isClosed) port.postMessage(encodeMessage(message))
  }
  const answer = async (question: Question): Promise<void> => {
    const { id } = question
    try {
      send({ v: 1, id, ok: true, result: await handle(handlers, question) })
    } catch (error) {
      send({ v: 1, id, ok: false, error: refusalOf(error) })
    }
  }
  port.addEventListener('message', ({ data }) => {
    const question = readable(data)
    if (question !== undefined) void answer(question)
  })
  port.addEventListener('close', () => void (isClosed = true))
  port.start()
  return {
    emit: (event, params) => send({ v: 1, event, params }),
    close() {
      isClosed = true
      port.close()
    },
  }
}

async function handle(handlers: ShellHandlers, { method, params }: Question): Promise<unknown> {
  const handler = isMethod(method)
    ? (handlers[method] as ((params: unknown) => unknown) | undefined)
    : undefined
  if (!isMethod(method) || handler === undefined)
    throw new ChannelError('unsupported', 'This device does not do this.')
  return handler(readParams(method, params))
}

function readParams(method: Method, params: unknown): unknown {
  try {
    return METHODS[method].params(params, `${method} params`)
  } catch (cause) {
    if (!(cause instanceof ChannelError)) throw cause
    throw new ChannelError('invalid_params', cause.message, { cause })
  }
}

function refusalOf(error: unknown): { readonly code: ShellCode; readonly message: string } {
  if (!(error instanceof ChannelError) || error.code === 'closed' || error.code === 'malformed')
    return { code: 'internal', message: 'The device could not do this.' }
  return { code: error.code, message: error.message }
}

function readable(data: unknown): Question | undefined {
  try {
    return parseQuestion(data)
  } catch (error) {
    if (error instanceof ChannelError) return undefined
    throw error
  }
}
