import { Agent, request } from 'node:http'
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
export function send(agent: Agent, { url, headers }: Ready): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }),
      )
    })
      .on('error', reject)
      .end()
  })
}

/** Sends all, as many at a time as there are connections. @throws {Error} unless all are answered */
export async function sendAll(agent: Agent, requests: readonly Ready[]): Promise<void> {
  const waiting = requests.values()
  const work = async (): Promise<void> => {
    for (const one of waiting) {
      const { status, body } = await send(agent, one)
      if (status !== 200) throw new Error(`The server answered ${status}: ${body.toString()}`)
    }
  }
  await Promise.all(Array.from({ length: agent.maxSockets }, work))
}
