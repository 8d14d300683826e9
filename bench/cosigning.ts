import { generateKeyPairSync, randomBytes, randomFillSync } from 'node:crypto'
import { join } from 'node:path'
import { makeDeal } from '@keyward/cosigning/dealer'
import { ES256, importPrivateKey } from '@keyward/primitives/keys'
import type { Random } from '@keyward/primitives/signature'
import { nobleBackend } from '@keyward/primitives/signature/noble'
import {
  granted,
  makeScene,
  newDeal,
  openSigner,
  openSqliteStore,
  useOf,
} from '@keyward/server/cases/parts'
import { coSigningHttpRows } from './co-signing-http.ts'
import { compare } from './harness.ts'
import { withFolder } from './scene/folder.ts'
import type { Row } from './table.ts'

const random: Random = (length) => randomFillSync(new Uint8Array(length))

/** Grants that are used at the same time. */
const AT_ONCE = 32
/** Sign-ins in a deal: what is to be dealt at once. */
const DEALT = 100

/** The rows of the budgets about dealing and co-signing. */
export async function cosigningRows(quick: boolean): Promise<Row[]> {
  const rounds = quick ? 3 : 30
  const dealing = await dealingRow(rounds)
  return withFolder(async (folder) => [
    dealing,
    ...(await storeRows(folder, rounds)),
    ...(await coSigningHttpRows(folder, quick)),
  ])
}

async function dealingRow(rounds: number): Promise<Row> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  const pair = importPrivateKey(Uint8Array.from(der))
  const backend = nobleBackend(random)
  const dealing = { name: 'dealing', run: () => makeDeal(pair, DEALT, random).wipe() }
  // The least that there is to do: r is the x of a multiple of the base point.
  const multiplying = { name: 'multiplying', run: () => backend.generate(ES256) }
  const { ratio, ours, ...rest } = await compare(dealing, multiplying, {
    rounds,
    batch: 1,
    referenceBatch: DEALT,
  })
  return {
    what: 'dealing one sign-in with ES256',
    reference: 'one multiplication of the base point (a new key) by the same library',
    most: 1000,
    ours: ours / DEALT,
    ratio: ratio * DEALT,
    ...rest,
  }
}

/** Both stores on disk, each durable: the log's entry, the signer's row, and the answer allowed. */
async function storeRows(folder: string, rounds: number): Promise<Row[]> {
  const ledger = openSigner({ path: join(folder, 'signer.sqlite'), random })
  const store = await openSqliteStore({ path: join(folder, 'keyward.sqlite'), ledger })
  try {
    const scene = await makeScene(store)
    const deals: ReturnType<typeof newDeal>[] = []
    for (let at = 0; at < AT_ONCE; at += 1)
      deals.push(newDeal(await granted(scene), { count: 1_000_000, signerId: ledger.signerId }))
    const once = { key: null, fingerprint: new Uint8Array(32), now: 0 }
    await store.deals.insert(scene.workspaceId, deals, once)
    let index = 0
    const use = (deal: (typeof deals)[number]) => store.deals.cosign(useOf(deal, index))
    const bare = () =>
      store.sessions.keepOnce(randomBytes(16).toString('hex'), random(32), Number.MAX_SAFE_INTEGER)
    const together = {
      name: 'together',
      before: () => (index += 1),
      run: () => Promise.all(deals.map(use)),
    }
    const one = {
      name: 'one',
      before: () => (index += 1),
      run: () => Promise.all(deals.slice(0, 1).map(use)),
    }
    const commits = { name: 'commits', run: () => Promise.all(deals.map(bare)) }
    const many = await compare(together, commits, { rounds, batch: 1 })
    const single = await compare(one, { name: 'commit', run: bare }, { rounds, batch: 1 })
    const reference = 'a bare durable commit on the same store'
    return [
      {
        what: `co-signing at the store, durable and logged, ${AT_ONCE} at once, each`,
        ...many,
        ours: many.ours / AT_ONCE,
        reference,
        referenceTime: many.referenceTime / AT_ONCE,
        budget: 0.5,
      },
      { what: 'co-signing at the store, one after the other', ...single, reference },
    ]
  } finally {
    await store.close()
    await ledger.close()
  }
}
