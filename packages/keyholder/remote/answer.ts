import { REFUSAL_CODES, Refusal } from '@keyward/protocol'
import { type RouteAnswer, type RouteName, ROUTES } from '@keyward/protocol/routes'
import { type Refusal as WorkspaceRefusal, REFUSALS } from '@keyward/workspace/rules'
import { KeyholderError } from '../error.ts'

/** What a request came to: an answer to parse, or the server's refusal. */
export type Outcome =
  | { readonly kind: 'answer'; readonly json: unknown }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }

/** A proxy's word that the server behind it can't be reached now. */
const GATEWAY = new Set([502, 503, 504])

/**
 * Reads a response.
 *
 * @throws {KeyholderError} `remote.offline` when something between can't reach the server;
 *   `remote.not-a-server` for what no Keyward server says
 */
export async function readResponse(response: Response): Promise<Outcome> {
  const json = await readJson(response)
  if (response.ok && json !== undefined) return { kind: 'answer', json }
  const refusal = Refusal.safeParse(json)
  if (!response.ok && refusal.success) return { kind: 'refusal', refusal: refusal.data }
  if (GATEWAY.has(response.status)) throw offline()
  throw notAServer()
}

/** @throws {KeyholderError} `remote.malformed` */
export function parseAnswer<N extends RouteName>(name: N, json: unknown): RouteAnswer<N> {
  const parsed = ROUTES[name].answer.safeParse(json)
  if (parsed.success) return parsed.data as RouteAnswer<N>
  const path = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new KeyholderError(
    'remote.malformed',
    `The server's answer is not of the form agreed on (${name}: ${path}).`,
  )
}

/** What is thrown for a refusal. */
export function refused({ code, message, rule }: Refusal): KeyholderError {
  if (code === 'unavailable') return offline()
  const refusal =
    rule !== undefined && Object.hasOwn(REFUSALS, rule) ? (rule as WorkspaceRefusal) : undefined
  return new KeyholderError('remote.refused', message || REFUSAL_CODES[code][1], {
    code,
    ...(refusal === undefined ? {} : { refusal }),
    ...(rule === undefined ? {} : { detail: rule }),
  })
}

export function offline(cause?: unknown): KeyholderError {
  return new KeyholderError('remote.offline', 'The server can not be reached.', { cause })
}

export function notAServer(): KeyholderError {
  return new KeyholderError(
    'remote.not-a-server',
    'What answers at this address is no Keyward server.',
  )
}

async function readJson(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) return undefined
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
