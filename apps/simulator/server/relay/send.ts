import { type IncomingMessage, request as sendHttp } from 'node:http'
import { request as sendHttps } from 'node:https'
import { SimulatorError } from '../error.ts'

export interface Outgoing {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array | undefined
  /** Milliseconds for the whole of it. */
  readonly timeout: number
  /** Bytes of an answer. */
  readonly limit: number
}

export interface Incoming {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Sends one request and reads its whole answer, following nothing. */
export type Send = (outgoing: Outgoing) => Promise<Incoming>

/**
 * Sends over the network. Names below `localhost` are on this machine, which Node does not know:
 * they are reached at 127.0.0.1, under their own name.
 *
 * @throws {SimulatorError} `relay.timeout`, `relay.too-large` or `relay.unreachable`
 */
export async function sendOverNetwork(outgoing: Outgoing): Promise<Incoming> {
  const { url, timeout } = outgoing
  const signal = AbortSignal.timeout(timeout)
  try {
    const response = await begin(outgoing, signal)
    return {
      status: response.statusCode ?? 0,
      headers: plainHeaders(response),
      body: await readBody(response, outgoing.limit),
    }
  } catch (error) {
    if (error instanceof SimulatorError) throw error
    if (signal.aborted) {
      throw new SimulatorError('relay.timeout', `${url.host} did not answer in time.`)
    }
    throw new SimulatorError('relay.unreachable', `${url.host} cannot be reached.`, {
      cause: error,
    })
  }
}

function begin(outgoing: Outgoing, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, method, headers, body } = outgoing
  const isHere = url.hostname.endsWith('.localhost')
  const options = {
    host: isHere ? '127.0.0.1' : url.hostname,
    port: url.port || undefined,
    path: url.pathname + url.search,
    method,
    headers: { ...headers, host: url.host, 'accept-encoding': 'identity' },
    signal,
    agent: false,
  }
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? sendHttps : sendHttp
    send(options, resolve).on('error', reject).end(body)
  })
}

async function readBody(response: IncomingMessage, limit: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length
    if (length > limit) {
      response.destroy()
      throw new SimulatorError('relay.too-large', `The answer is longer than ${limit} bytes.`)
    }
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

function plainHeaders(response: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}
