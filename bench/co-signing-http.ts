import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { Agent } from 'node:http'
import { join } from 'node:path'
import { decodeBase64url } from '@keyward/codec'
import { nodeModExp } from '@keyward/cosigning/modexp/node'
import { compare } from './harness.ts'
import { connections, type Ready, send, sendAll, sendInTime } from './scene/load.ts'
import { type ServerProcess, startProgram } from './scene/process.ts'
import type { Row } from './table.ts'

const PER_SECOND = 200
/** RS256 sign-ins that are asked for meanwhile: the worker takes most of a processor for them. */
const RS256_PER_SECOND = 20

/** Sign-ins that open the connections, and have the server's code compiled as it is after a minute. */
const WARM_UP = 2000

/** Connections that are open, so that nobody waits for one. */
const CONNECTIONS = 64

const MILLISECOND = 1000

/** The rows of the budgets about co-signing over HTTP, in a process of its own. */
export async function coSigningHttpRows(folder: string, quick: boolean): Promise<Row[]> {
  const data = join(folder, 'over-http')
  mkdirSync(data)
  const server = await startProgram('co-signing', { KEYWARD_DATA: data })
  const agent = connections(CONNECTIONS)
  const seconds = quick ? 1 : 15
  try {
    return [
      {
        what: `co-signing over HTTP, ${PER_SECOND} a second, the slowest but one in a hundred`,
        most: 15 * MILLISECOND,
        ...(await underLoad(server, agent, { seconds, rs256: 0 })),
      },
      {
        what: `the same with ${RS256_PER_SECOND} RS256 sign-ins a second beside it`,
        ...(await underLoad(server, agent, { seconds, rs256: RS256_PER_SECOND })),
      },
      await rs256Row(server, agent, quick ? 4 : 80),
    ]
  } finally {
    agent.destroy()
    await server.stop()
  }
}

/** They arrive whether those before were answered or not, and each counts from when it was due. */
async function underLoad(
  server: ServerProcess,
  agent: Agent,
  { seconds, rs256 }: { readonly seconds: number; readonly rs256: number },
): Promise<Pick<Row, 'ours' | 'rounds'>> {
  const beside = rs256 === 0 ? [] : await makeSignIns(server, 'RS256', rs256 * seconds)
  const signIns = await makeSignIns(server, 'ES256', WARM_UP + PER_SECOND * seconds)
  await sendAll(agent, signIns.slice(0, WARM_UP))
  const [times] = await Promise.all([
    sendInTime(agent, signIns.slice(WARM_UP), PER_SECOND),
    sendInTime(agent, beside, rs256),
  ])
  const sorted = times.toSorted((a, b) => a - b)
  return {
    ours: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN,
    rounds: sorted.length,
  }
}

/** One RS256 sign-in after the other, against the power modulo N that the worker takes for it. */
async function rs256Row(server: ServerProcess, agent: Agent, rounds: number): Promise<Row> {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const modulus = decodeBase64url(publicKey.export({ format: 'jwk' }).n ?? '')
  const power = {
    base: Uint8Array.from([1, ...randomBytes(255)]),
    exponent: randomBytes(256),
    modulus,
  }
  const signIns = (await makeSignIns(server, 'RS256', 2 * rounds)).values()
  const signIn = async (): Promise<void> => {
    const { value } = signIns.next()
    const { status } = await send(agent, value as Ready)
    if (status !== 200) throw new Error(`The server answered ${status}.`)
  }
  return {
    what: 'co-signing with RS256 over HTTP, in a worker, one after the other',
    reference: 'the bare power modulo N by OpenSSL',
    ...(await compare(
      { name: 'RS256', run: signIn },
      { name: 'power', run: () => nodeModExp(power) },
      { rounds, batch: 1 },
    )),
  }
}

async function makeSignIns(
  { origin }: ServerProcess,
  kind: 'ES256' | 'RS256',
  count: number,
): Promise<readonly Ready[]> {
  const answer = await fetch(`${origin}/sign-ins/${kind}/${count}`)
  const made = (await answer.json()) as readonly (Omit<Ready, 'url'> & { readonly path: string })[]
  return made.map(({ path, headers, body = '' }) => ({ url: origin + path, headers, body }))
}
