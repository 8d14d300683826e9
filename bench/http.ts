import type { Agent } from 'node:http'
import { median } from './harness.ts'
import { type Client, connections, makeReady, sendAll } from './scene/load.ts'
import { type ServerProcess, startProgram } from './scene/process.ts'
import type { Sizes } from './scene/sizes.ts'
import type { Row } from './table.ts'

const CONNECTIONS = 16

/** Proofs are valid for a minute: so many are made and used at a time. */
const BATCH = 2000

const MOST_ROUNDS = 8

const MB = 1_000_000

/**
 * Reads by a member at the newest revision, and what they leave in the server's memory. At rest is
 * what it used when it had just started.
 */
export async function readRows(
  server: ServerProcess,
  client: Client,
  { revision, rest }: { readonly revision: number; readonly rest: number },
  { requests, rounds, large }: Sizes,
): Promise<Row[]> {
  const agent = connections(CONNECTIONS)
  const bare = await startProgram('bare-hono')
  const at = `${large.toLocaleString('en')} accounts`
  const nothingNew = `/v1/changes?since=${revision}`
  const batch = Math.min(BATCH / 2, Math.ceil(requests / 10))
  try {
    const rows: Row[] = []
    for (const [name, path] of [
      ['getChanges with nothing new', nothingNew],
      ['listSessions', '/v1/sessions'],
    ] as const) {
      const both = { server, bare, client, agent, path, batch }
      rows.push({
        what: `${name}, ${at}, processor time`,
        ...(await against(both, Math.min(rounds, MOST_ROUNDS))),
      })
    }
    return [...rows, ...(await memoryRows(server, client, { agent, nothingNew, requests, rest }))]
  } finally {
    agent.destroy()
    await bare.stop()
  }
}

/**
 * Processor time of the server for a request, in all of its threads. The load comes from this process
 * and would be the bottleneck of what is counted by the clock.
 */
async function against(
  given: {
    readonly server: ServerProcess
    readonly bare: ServerProcess
    readonly client: Client
    readonly agent: Agent
    readonly path: string
    readonly batch: number
  },
  rounds: number,
): Promise<Omit<Row, 'what'>> {
  const { server, bare, client, agent, path, batch } = given
  const cost = async (asked: ServerProcess): Promise<number> => {
    const ready = await makeReady({ ...client, origin: asked.origin }, path, batch)
    const before = await asked.processor()
    await sendAll(agent, ready)
    return ((await asked.processor()) - before) / batch
  }
  const counted: { readonly ours: number; readonly reference: number }[] = []
  for (let round = -Math.ceil(rounds / 4); round < rounds; round += 1) {
    const times = { ours: await cost(server), reference: await cost(bare) }
    if (round >= 0) counted.push(times)
  }
  return {
    reference: 'bare Hono with one P-256 signature',
    budget: 0.5,
    ours: median(counted.map(({ ours }) => ours)),
    referenceTime: median(counted.map(({ reference }) => reference)),
    ratio: median(counted.map(({ ours, reference }) => reference / ours)),
    rounds,
  }
}

async function memoryRows(
  server: ServerProcess,
  client: Client,
  given: {
    readonly agent: Agent
    readonly nothingNew: string
    readonly requests: number
    readonly rest: number
  },
): Promise<Row[]> {
  const { agent, nothingNew, requests, rest } = given
  const ask = async (count: number): Promise<number> => {
    for (let sent = 0; sent < count; sent += BATCH)
      await sendAll(agent, await makeReady(client, nothingNew, Math.min(BATCH, count - sent)))
    return server.memory()
  }
  // What a first part of the load fills once, caches and compiled code, is not growth.
  const early = await ask(requests / 4)
  const late = await ask((requests * 3) / 4)
  const count = requests.toLocaleString('en')
  const bytes = { unit: 'bytes', rounds: 1 } as const
  return [
    { what: 'memory of the server at rest', most: 150 * MB, ours: rest, ...bytes },
    { what: `memory of the server after ${count} requests`, most: 150 * MB, ours: late, ...bytes },
    {
      what: `memory gained over the last three quarters of them`,
      most: 10 * MB,
      ours: Math.max(0, late - early),
      ...bytes,
    },
  ]
}
