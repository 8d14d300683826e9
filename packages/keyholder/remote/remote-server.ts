import { encodeBase64url } from '@keyward/codec'
import { type Refusal, ServerInfo } from '@keyward/protocol'
import { type Route, type RouteAnswer, type RouteName, ROUTES } from '@keyward/protocol/routes'
import { KeyholderError } from '../error.ts'
import { notAServer, offline, type Outcome, parseAnswer, readResponse, refused } from './answer.ts'
import { followChanges } from './follow.ts'
import type { Line, RemotePlatform } from './line.ts'
import type { CallName, CallOptions, Remote } from './port.ts'
import { makeProver } from './proof.ts'
import type { ProofKey } from './proof-key.ts'
import { makeRequest } from './request.ts'

export interface RemoteOptions {
  /** Scheme, host and port. */
  readonly origin: string
  readonly platform: RemotePlatform
  readonly proofKey: ProofKey
}

/** How long one attempt may take, in milliseconds: a large push over a slow line included. */
const ATTEMPT_TIME = 60_000
const ATTEMPTS = 3
/** Never sent a second time, whatever became of the first: the answer would give away the key. */
const ONCE: ReadonlySet<RouteName> = new Set(['cosign'])
/** The longest that a call waits because the server asks it to, in seconds. */
const LONGEST_RETRY_AFTER = 5

/** A server over fetch. @throws {KeyholderError} `remote.not-a-server` for what is no origin */
export function remoteServer({ origin, platform, proofKey }: RemoteOptions): Remote {
  if (!isOrigin(origin)) throw notAServer()
  const prover = makeProver(proofKey)
  const line: Line = { origin, platform, prover }
  return {
    origin,
    call: (name, options) => call(line, name, options ?? {}),
    follow: (token, signal) => followChanges(line, token, signal),
    thumbprint: () => prover.thumbprint(),
  }
}

async function call<N extends CallName>(
  line: Line,
  name: N,
  given: CallOptions<N>,
): Promise<RouteAnswer<N>> {
  const route: Route = ROUTES[name]
  const options = ONCE.has(name) ? given : withIdempotencyKey(line, route, given)
  let isTimeLearnt = false
  for (let attempt = 1; ; attempt += 1) {
    const result = await tried(line, name, options)
    if (result.kind === 'answer') return accept(line, name, result.json)
    if (ONCE.has(name) && !(result.kind === 'refusal' && isUnheard(result.refusal)))
      throw result.kind === 'refusal' ? refused(result.refusal) : result.error
    const again = result.kind === 'refusal' ? waitAfter(result.refusal, attempt) : undefined
    if (result.kind === 'refusal' && learnsTime(line, result.refusal) && !isTimeLearnt) {
      isTimeLearnt = true
    } else if (again !== undefined && attempt < ATTEMPTS) {
      await line.platform.wait(again, options.signal)
    } else if (result.kind === 'offline' && mayRepeat(route) && attempt < ATTEMPTS) {
      await line.platform.wait(pause(attempt), options.signal)
    } else throw result.kind === 'refusal' ? refused(result.refusal) : result.error
    if (options.signal?.aborted === true) throw offline(options.signal.reason)
  }
}

type Tried = Outcome | { readonly kind: 'offline'; readonly error: KeyholderError }

/** One attempt. @throws {KeyholderError} `remote.not-a-server` */
async function tried<N extends CallName>(
  line: Line,
  name: N,
  options: CallOptions<N>,
): Promise<Tried> {
  try {
    return await attemptOnce(line, name, options)
  } catch (error) {
    if (error instanceof KeyholderError && error.rule === 'remote.offline')
      return { kind: 'offline', error }
    throw error
  }
}

async function attemptOnce<N extends CallName>(
  { origin, platform, prover }: Line,
  name: N,
  options: CallOptions<N>,
): Promise<Outcome> {
  const { signal, ...rest } = options
  const { url, init } = await makeRequest(origin, prover, name, rest)
  const ended = new AbortController()
  const late = new AbortController()
  void platform.wait(ATTEMPT_TIME, ended.signal).then(() => late.abort())
  const stop = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal])
  try {
    return await readResponse(await platform.fetch(url, { ...init, signal: stop }))
  } catch (error) {
    throw error instanceof KeyholderError ? error : offline(error)
  } finally {
    ended.abort()
  }
}

function accept<N extends RouteName>(line: Line, name: N, json: unknown): RouteAnswer<N> {
  const answer = parseAnswer(name, json)
  const info = name === 'getServer' ? ServerInfo.safeParse(json) : undefined
  if (info?.success === true) line.prover.learnTime(info.data.time)
  return answer
}

function learnsTime(line: Line, { code, serverTime }: Refusal): boolean {
  if (code !== 'proof_time' || serverTime === undefined) return false
  line.prover.learnTime(serverTime)
  return true
}

/** The request was refused for its proof, before anything in it was looked at. */
function isUnheard({ code }: Refusal): boolean {
  return code === 'proof_time'
}

/** Milliseconds to wait before trying again what was refused; undefined when that is of no use. */
function waitAfter({ code, retryAfter }: Refusal, attempt: number): number | undefined {
  if (code === 'unavailable') return pause(attempt)
  const isSoon = retryAfter !== undefined && retryAfter >= 0 && retryAfter <= LONGEST_RETRY_AFTER
  return code === 'rate_limited' && isSoon ? retryAfter * 1000 : undefined
}

/**
 * Whether a request whose answer was lost can be sent again. Those with a session carry a key that
 * makes them count once, and the open ones change nothing; sign-ups and sign-ins do.
 */
function mayRepeat(route: Route): boolean {
  return route.method === 'GET' || route.auth !== 'proof'
}

function withIdempotencyKey<N extends CallName>(
  { platform }: Line,
  { method, auth }: Route,
  options: CallOptions<N>,
): CallOptions<N> {
  const isWrite = method !== 'GET' && (auth === 'session' || auth === 'member')
  if (!isWrite || options.idempotencyKey !== undefined) return options
  return { ...options, idempotencyKey: encodeBase64url(platform.random(16)) }
}

function pause(attempt: number): number {
  return 250 * 4 ** (attempt - 1)
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.origin === text
}
