import { join } from 'node:path'
import { decodeBase64url } from '@keyward/codec'
import { editAccount } from '@keyward/keyholder/accounts'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import type { Change, ReplicaStore } from '@keyward/keyholder/replica'
import { fileReplica } from '@keyward/keyholder/replica/node'
import { type AccountChange, LIMITS } from '@keyward/protocol'
import type { KeyPair } from 'dpop'
import { readState } from '@keyward/keyholder/cases/rows'
import { median, once, sample } from './harness.ts'
import { type HeldKey, openDevice } from './scene/device.ts'
import { fillVault } from './scene/fill.ts'
import { type Client, connections, makeReady, send } from './scene/load.ts'
import type { Sizes } from './scene/sizes.ts'
import type { Row } from './table.ts'

const SECOND = 1_000_000

/** Seals and pushes the first accounts. */
export async function pushAll(device: Keyholder, { real }: Sizes): Promise<Row[]> {
  await fillVault(await device.desk(), 0, real)
  const pushed = await once(() => mustSynchronise(device))
  return [{ what: `sealing and pushing ${real} new accounts, each`, ...perAccount(pushed, real) }]
}

/** A device that has nothing but its keys and the chain pulls everything. */
export async function coldSyncRows(
  first: {
    readonly folder: string
    readonly replica: ReplicaStore
    readonly held: HeldKey
    readonly keys: KeyPair
  },
  { real }: Sizes,
): Promise<Row[]> {
  const replica = await fileReplica(join(first.folder, 'cold.db'))
  const meta = (await first.replica.list('meta')).filter(
    ({ key }) => key !== 'sync' && key !== 'claims',
  )
  const chain = await first.replica.list('chain')
  await replica.write([
    ...meta.map(({ key, value }): Change => ({ collection: 'meta', key, value })),
    ...chain.map(({ key, value }): Change => ({ collection: 'chain', key, value })),
  ])
  const device = await openDevice(replica, first.keys)
  await device.session.unlock({ by: 'key', ...first.held })
  const pulled = await once(() => mustSynchronise(device))
  const { index } = (await device.desk()).vault
  if (index.size !== real) throw new Error(`Of ${real} accounts ${index.size} came in.`)
  await device.close()
  return [
    {
      what: `cold sync, transferred, verified, opened and stored, each of ${real} accounts`,
      most: (2 * SECOND) / 10_000,
      ...perAccount(pulled, real),
    },
  ]
}

/** What of a cold sync is neither verified nor opened: the transfer and the durable writes. */
export async function transferRows(
  folder: string,
  { session }: Keyholder,
  { transfer }: Sizes,
): Promise<Row[]> {
  const replica = await fileReplica(join(folder, 'transfer.db'))
  const ask = (since: number) =>
    session.call('getChanges', { query: { since, limit: LIMITS.page } })
  const moved = await once(async () => {
    let count = 0
    // As the client does: the next page is on its way while this one is written.
    for (let asked: ReturnType<typeof ask> | undefined = ask(0); asked !== undefined;) {
      const page: Awaited<ReturnType<typeof ask>> = await asked
      asked = page.hasMore ? ask(page.revision) : undefined
      await replica.write(page.accounts.flatMap(rowsOf))
      count += page.accounts.length
    }
    if (count < transfer) throw new Error(`The server has ${count} accounts only.`)
  })
  await replica.close()
  return [
    {
      what: `cold sync of ${transfer.toLocaleString('en')} accounts, transfer and durable writes alone`,
      most: 2 * SECOND,
      ...moved,
    },
  ]
}

interface Editing {
  readonly device: Keyholder
  readonly replica: ReplicaStore
  readonly client: Client
}

/** One change in a large workspace: saved, pushed, and pulled by others. */
export async function editRows(
  { device, replica, client }: Editing,
  { large, real, rounds }: Sizes,
): Promise<Row[]> {
  const { vault, identity } = await device.desk()
  const accountIds = vault.index.search('', real).map(({ accountId }) => accountId)
  let edits = 0
  /** Another account each time, so that none of them collects a history. */
  const edit = async (): Promise<void> => {
    const accountId = accountIds[edits % accountIds.length] ?? ''
    edits += 1
    const account = await vault.get(accountId)
    if (account?.secrets === undefined) throw new Error('An account can not be opened.')
    const { profile, secrets } = account
    const made = { at: Date.now(), by: identity.deviceId }
    const content = editAccount({ profile, secrets }, { notes: `Edit ${edits}.` }, made)
    await vault.save(accountId, content, { onTaken: 'keep' })
    await mustSynchronise(device)
  }
  const at = `${large.toLocaleString('en')} accounts`
  const pushed = await sample({ name: 'edit', run: edit }, rounds)
  const pulled = await pullEach(replica, client, edit, rounds)
  return [
    { what: `one edit saved, pushed and durable on both sides, ${at}`, ...pushed },
    {
      what: `one change, pulled over loopback, ${at}`,
      most: SECOND / 20,
      ours: median(pulled.map(({ time }) => time)),
      rounds,
    },
    {
      what: `one change, size of the answer, ${at}`,
      unit: 'bytes',
      most: 5000,
      ours: Math.max(...pulled.map(({ bytes }) => bytes)),
      rounds,
    },
  ]
}

/** Pulls after each edit what it changed, as another device would. */
async function pullEach(
  replica: ReplicaStore,
  client: Client,
  edit: () => Promise<void>,
  rounds: number,
): Promise<{ readonly time: number; readonly bytes: number }[]> {
  const agent = connections(1)
  const measured: { time: number; bytes: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const { state } = await readState(replica)
    await edit()
    const [request] = await makeReady(client, `/v1/changes?since=${state.revision}`, 1)
    if (request === undefined) throw new Error('No request was made.')
    const start = process.hrtime.bigint()
    const { status, body } = await send(agent, request)
    const time = Number(process.hrtime.bigint() - start) / 1000
    const page = JSON.parse(body.toString()) as { readonly accounts?: readonly unknown[] }
    if (status !== 200 || page.accounts?.length !== 1)
      throw new Error(`One change was expected: ${status}, ${page.accounts?.length}.`)
    measured.push({ time, bytes: body.length })
  }
  agent.destroy()
  return measured
}

async function mustSynchronise(device: Keyholder): Promise<void> {
  const { problem, unsynchronised } = await device.synchronise()
  if (problem !== undefined || unsynchronised > 0)
    throw new Error('Not everything was synchronised.', { cause: problem })
}

function perAccount({ ours, rounds }: { ours: number; rounds: number }, count: number) {
  return { ours: ours / count, rounds }
}

function rowsOf({ accountId, lists, profile, secrets, wrapped }: AccountChange): Change[] {
  const texts = {
    profile,
    secrets,
    'wrapped/profile': wrapped?.profile ?? null,
    'wrapped/secrets': wrapped?.secrets ?? null,
  }
  return [
    ...lists.map((list, at): Change => ({
      collection: 'lists',
      key: `${accountId}/${at}`,
      value: decodeBase64url(list),
    })),
    ...Object.entries(texts).flatMap(([name, text]): Change[] =>
      text === null
        ? []
        : [{ collection: 'writes', key: `${accountId}/${name}`, value: decodeBase64url(text) }],
    ),
  ]
}
