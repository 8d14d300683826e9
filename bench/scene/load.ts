import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { PROTOCOL_VERSION } from '@keyward/protocol'
import { generateProof, type KeyPair } from 'dpop'

/** Who asks: a session's token and the key that it is bound to. */
export interface Client {
  readonly origin: string
  readonly keys: KeyPair
  readonly token: string
}

/** A request with its proof, which serves once. */
export interface Ready {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** What is sent to be answered; absent where something is only read. */
  readonly body?: string
}

export interface Answer {
  readonly status: number
  readonly body: Buffer
}

/** GET requests with proofs of their own, made before anything is timed. */
export function makeReady(client: Client, path: string, count: number): Promise<readonly Ready[]> {
  const { origin, keys, token } = client
  const bare = `${origin}${path.replace(/\?.*$/, '')}`
  const one = async (): Promise<Ready> => ({
    url: origin + path,
    headers: {
      'Keyward-Protocol': String(PROTOCOL_VERSION),
      Authorization: `DPoP ${token}`,
      DPoP: await generateProof(keys, bare, 'GET', undefined, token),
    },
  })
  return Promise.all(Array.from({ length: count }, one))
}

/** Connections that stay open. */
export function connections(count: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: count })
}

/** Sends one request. */
export function send(agent: Agent, { url, headers, body }: Ready): Promise<Answer> {
  const method = body === undefined ? 'GET' : 'POST'
  return new Promise((resolve, reject) => {
    request(url, { agent, headers, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }),
      )
    })
      .on('error', reject)
      .end(body)
  })
}

/** Sends all, as many at a time as there are connections. @throws {Error} unless all are answered */
export async function sendAll(agent: Agent, requests: readonly Ready[]): Promise<void> {
  const waiting = requests.values()
  const work = async (): Promise<void> => {
    for (const one of waiting) await mustSend(agent, one)
  }
  await Promise.all(Array.from({ length: agent.maxSockets }, work))
}

/**
 * Sends each when its time has come, whether those before it were answered or not, as many a second
 * as are said. Tells for each the microseconds from when it was due until it was answered.
 *
 * @throws {Error} unless all are answered
 */
export async function sendInTime(
  agent: Agent,
  requests: readonly Ready[],
  perSecond: number,
): Promise<readonly number[]> {
  const start = performance.now() + 10
  return Promise.all(
    requests.map(async (one, at) => {
      const due = start + (at * 1000) / perSecond
      await setTimeout(due - performance.now())
      await mustSend(agent, one)
      return (performance.now() - due) * 1000
    }),
  )
}

async function mustSend(agent: Agent, one: Ready): Promise<void> {
  const { status, body } = await send(agent, one)
  if (status !== 200) throw new Error(`The server answered ${status}: ${body.toString()}`)
}
