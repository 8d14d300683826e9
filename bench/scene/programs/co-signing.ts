import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { PROTOCOL_VERSION } from '@keyward/protocol'
import { ROUTES } from '@keyward/protocol/routes'
import {
  addMember,
  assertionOf,
  dealt,
  type Kind,
  makeShared,
  openSigner,
  openSqliteStore,
  ORIGIN,
  setTerms,
  sharingDevice,
  shareWith,
  signUp,
  startSignIn,
  type TestDeal,
  testServer,
} from '@keyward/server/cases/co-signing-parts'
import { Hono } from 'hono'
import type { Ready } from '../load.ts'
import { answerParent } from './answer-parent.ts'

/** Devices use the parts of a deal one after the other, so they come from so many deals in turn. */
const DEALS = 200

/** A server on disk, and a member to whom accounts are shared; who asks for sign-ins gets them. */
const folder = process.env['KEYWARD_DATA'] ?? ''
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
const signer = openSigner({ path: join(folder, 'signer.sqlite'), random })
const store = await openSqliteStore({ path: join(folder, 'keyward.sqlite'), ledger: signer })
const test = await testServer({ signer, store, clock: Date.now, checkAnswers: false })
test.now = Date.now()
const workspace = await signUp(test)
const gus = await addMember(workspace, 'Gus', 'guest')
const device = await sharingDevice(gus)

async function makeDeal(kind: Kind, count: number): Promise<TestDeal> {
  const shared = await makeShared(workspace.owner, kind)
  await setTerms(shared, gus.memberId)
  await shareWith(shared, [[gus, 'collaborator']])
  return dealt(shared, device, { count })
}

/** So many sign-ins that are begun, with their proofs made last. */
async function makeSignIns(kind: Kind, count: number): Promise<readonly Omit<Ready, 'url'>[]> {
  const deals: TestDeal[] = []
  // RS256 has no parts.
  const parts = kind === 'ES256' ? Math.ceil(count / DEALS) : 0
  while (deals.length < (parts === 0 ? 1 : DEALS)) deals.push(await makeDeal(kind, parts))
  const begun = Array.from({ length: count }, (_, at) => {
    const deal = deals[at % deals.length] as TestDeal
    const { body } = startSignIn(deal, assertionOf(`sign-in ${at}`), Math.floor(at / deals.length))
    return { path: ROUTES.cosign.path.replace('{dealId}', deal.dealId), body: JSON.stringify(body) }
  })
  test.now = Date.now()
  return Promise.all(
    begun.map(async ({ path, body }) => ({ path, body, headers: await headersOf(path) })),
  )
}

async function headersOf(path: string): Promise<Record<string, string>> {
  const { keys, token = '' } = gus.device
  return {
    'Keyward-Protocol': String(PROTOCOL_VERSION),
    'Content-Type': 'application/json',
    Authorization: `DPoP ${token}`,
    DPoP: await gus.device.proof(keys, 'POST', ORIGIN + path, token),
  }
}

const app = new Hono()
app.get('/sign-ins/:kind/:count', async (c) =>
  c.json(await makeSignIns(c.req.param('kind') as Kind, Number(c.req.param('count')))),
)
app.all('*', (c) => test.app.fetch(c.req.raw))
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  answerParent(`http://127.0.0.1:${port}`),
)
process.once('SIGTERM', () => void server.close(() => process.exit(0)))
