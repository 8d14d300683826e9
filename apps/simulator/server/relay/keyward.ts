import { SimulatorError } from '../error.ts'
import type { Send } from './send.ts'

/** Milliseconds for a request to the workspace's server, as the phones allow. */
const TIMEOUT = 10_000
/** Bytes of a body, as the contract of the shells has it. */
const LONGEST = 180_000
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** What belongs to one connection, or is a browser's to say. */
const NOT_PASSED =
  /^(?:host|connection|content-length|cookie|origin|referer|transfer-encoding|sec-.*|proxy-.*|te|trailer|upgrade|keep-alive|expect|accept-encoding)$/i

/** A request to the workspace's server; bytes are base64url. */
export interface ServerRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface ServerAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Reads what the page sent.
 *
 * @throws {SimulatorError} `relay.refused` for anything but a request to the server's own paths
 */
export function parseServerRequest(value: unknown): ServerRequest {
  if (typeof value !== 'object' || value === null) throw refused('it is no object')
  const { method, path, headers, body } = value as Record<string, unknown>
  if (typeof method !== 'string' || !METHODS.has(method)) throw refused('its method is not known')
  if (typeof path !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path)) {
    throw refused('its path is not one of the server')
  }
  if (body !== undefined && body !== null && typeof body !== 'string') {
    throw refused('its body is not base64url')
  }
  return { method, path, headers: parseHeaders(headers), body: body ?? null }
}

/**
 * Passes a request on to the workspace's server, and to nothing else.
 *
 * @throws {SimulatorError} `relay.*`
 */
export async function relayToKeyward(
  origin: string,
  request: ServerRequest,
  send: Send,
): Promise<ServerAnswer> {
  const url = new URL(request.path, origin)
  if (url.origin !== origin) throw refused('it is not for the server')
  const body = request.body === null ? undefined : decodeBody(request.body)
  const passed = Object.entries(request.headers).filter(([name]) => !NOT_PASSED.test(name))
  const answer = await send({
    url,
    method: request.method,
    headers: {
      ...Object.fromEntries(passed),
      ...(body === undefined ? {} : { 'content-length': String(body.length) }),
    },
    body,
    timeout: TIMEOUT,
    limit: LONGEST,
  })
  const { 'set-cookie': _cookies, ...headers } = answer.headers
  return { status: answer.status, headers, body: Buffer.from(answer.body).toString('base64url') }
}

function parseHeaders(value: unknown): Record<string, string> {
  if (value === undefined) return {}
  if (typeof value !== 'object' || value === null) throw refused('its headers are no object')
  const headers: Record<string, string> = {}
  for (const [name, text] of Object.entries(value)) {
    if (!/^[A-Za-z0-9-]{1,64}$/.test(name)) throw refused('a header has no proper name')
    if (typeof text !== 'string' || !/^[\t\x20-\x7e]*$/.test(text)) {
      throw refused(`its header ${name} is not plain text`)
    }
    headers[name.toLowerCase()] = text
  }
  return headers
}

function decodeBody(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw refused('its body is not base64url')
  return new Uint8Array(Buffer.from(text, 'base64url'))
}

function refused(why: string): SimulatorError {
  return new SimulatorError('relay.refused', `This request is not passed on: ${why}.`)
}
