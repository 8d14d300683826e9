import type { LiveLine } from '@keyward/protocol'
import { KeyholderError } from '../error.ts'
import { notAServer, offline, parseAnswer, readResponse, refused } from './answer.ts'
import type { Line } from './line.ts'
import type { Prover } from './proof.ts'
import { makeRequest } from './request.ts'

/** A line comes every 20 seconds; a connection that is quiet for longer is dead. */
const LONGEST_SILENCE = 60_000
const LONGEST_PAUSE = 60_000
/** A line of the stream has a few dozen characters. */
const LONGEST_LINE = 10_000

/** As `Remote.follow`. */
export async function* followChanges(
  line: Line,
  token: string,
  signal: AbortSignal,
): AsyncGenerator<LiveLine> {
  let failures = 0
  while (!signal.aborted) {
    try {
      for await (const live of connection(line, token, signal)) {
        failures = 0
        yield live
      }
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof KeyholderError) || error.rule !== 'remote.offline') throw error
    }
    if (signal.aborted) return
    await line.platform.wait(Math.min(1000 * 2 ** failures, LONGEST_PAUSE), signal)
    failures += 1
  }
}

/** One connection, until it ends. @throws {KeyholderError} as `Remote.call` */
async function* connection(
  { origin, platform, prover }: Line,
  token: string,
  signal: AbortSignal,
): AsyncGenerator<LiveLine> {
  const { url, init } = await makeRequest(origin, prover, 'followChanges', { token })
  const silence = watchSilence(platform.wait)
  const stop = AbortSignal.any([signal, silence.signal])
  try {
    const response = await platform.fetch(url, { ...init, signal: stop })
    if (!response.ok || response.body === null) throw await reasonOf(response, prover)
    for await (const text of linesOf(response.body)) {
      silence.heard()
      if (text !== '') yield parseLine(text)
    }
  } catch (error) {
    throw error instanceof KeyholderError ? error : offline(error)
  } finally {
    silence.end()
  }
}

/** Why there is no stream. @throws {KeyholderError} `remote.offline`, `remote.not-a-server` */
async function reasonOf(response: Response, prover: Prover): Promise<KeyholderError> {
  const outcome = await readResponse(response)
  if (outcome.kind === 'answer') return notAServer()
  const { code, serverTime } = outcome.refusal
  if (code === 'proof_time' && serverTime !== undefined) prover.learnTime(serverTime)
  return isPassing(code) ? offline() : refused(outcome.refusal)
}

/** Refusals after which connecting again is worth it. */
function isPassing(code: string): boolean {
  return ['rate_limited', 'unavailable', 'internal', 'proof_time', 'proof_replayed'].includes(code)
}

function parseLine(text: string): LiveLine {
  try {
    return parseAnswer('followChanges', JSON.parse(text))
  } catch (error) {
    if (error instanceof KeyholderError) throw error
    throw new KeyholderError('remote.malformed', 'A line of the live stream is no JSON.')
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunksOf(body)) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    if (rest.length > LONGEST_LINE)
      throw new KeyholderError('remote.malformed', 'A line of the live stream is too long.')
    yield* parts
  }
}

/** Not every browser lets one loop over a stream. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Fires when nothing was heard for too long. */
function watchSilence(wait: (milliseconds: number, stop?: AbortSignal) => Promise<void>): {
  readonly signal: AbortSignal
  heard(): void
  end(): void
} {
  const silent = new AbortController()
  let current = new AbortController()
  const start = (): void => {
    const own = new AbortController()
    current = own
    void abortAfter(wait(LONGEST_SILENCE, own.signal), own.signal, silent)
  }
  start()
  return {
    signal: silent.signal,
    heard() {
      current.abort()
      start()
    },
    end: () => current.abort(),
  }
}

async function abortAfter(
  waiting: Promise<void>,
  stopped: AbortSignal,
  silent: AbortController,
): Promise<void> {
  await waiting
  if (!stopped.aborted) silent.abort()
}
