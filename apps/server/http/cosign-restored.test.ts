import { randomBytes } from 'node:crypto'
import { closeSync, copyFileSync, openSync, readFileSync, writeSync } from 'node:fs'
import { decodeBase64url } from '@keyward/codec'
import { parseActivity } from '@keyward/log'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { outcomeOf } from '../cases/co-sign.ts'
import {
  dealt,
  makeShared,
  setTerms,
  type SharedPasskey,
  type SharingDevice,
  sharingDevice,
  shareWith,
  type TestDeal,
} from '../cases/deals.ts'
import { addMember } from '../cases/members.ts'
import { type TestServer, testServer } from '../cases/server.ts'
import { signUp, type TestMember } from '../cases/workspace.ts'
import { settleSigner } from '../cosigning/settle.ts'
import { openSigner, type Signer } from '../signer/signer.ts'
import { type TemporaryFolder, temporaryFolder } from '../store/cases/temporary-folder.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

let folder: TemporaryFolder
const signers: Signer[] = []
const stores: Store[] = []
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  for (const signer of signers.splice(0)) await signer.close()
  folder.remove()
})

function signerAt(name: string): Signer {
  const signer = openSigner({ path: folder.file(name), random })
  signers.push(signer)
  return signer
}

/** A server with this database and this signer, settled as at a start where that is wanted. */
async function serve(database: string, signer: Signer, isStart = true): Promise<TestServer> {
  const store = await openSqliteStore({ path: folder.file(database), ledger: signer })
  stores.push(store)
  const server = await testServer({ store, signer })
  if (isStart) await settleSigner(server.deps)
  return server
}

interface Story {
  readonly shared: SharedPasskey
  readonly device: SharingDevice
  readonly deal: TestDeal
  readonly olga: TestMember
  readonly gus: TestMember
}

async function tell(server: TestServer): Promise<Story> {
  const workspace = await signUp(server)
  const gus = await addMember(workspace, 'Gus', 'guest')
  const shared = await makeShared(workspace.owner)
  await setTerms(shared, gus.memberId)
  await shareWith(shared, [[gus, 'collaborator']])
  const device = await sharingDevice(gus)
  return { shared, device, deal: await dealt(shared, device), olga: workspace.owner, gus }
}

const at = (member: TestMember, server: TestServer): TestMember => ({
  ...member,
  device: member.device.at(server),
})

async function backUp(): Promise<void> {
  await stores.at(-1)?.backup(folder.file('backup.db'))
}

describe('a database that was restored under a living signer', () => {
  test('by the command: every deal is dead, and the signer is a new one', async () => {
    const signer = signerAt('signer.sqlite')
    const { deal, gus, olga, shared, device } = await tell(await serve('one.db', signer))
    expect(await outcomeOf(gus, deal, 'before', 0)).toBe('ok')
    await backUp()
    const { signerId } = signer
    const restored = await serve('backup.db', signer, false)
    await restored.store.workspaces.renewIncarnations(() => randomBytes(16).toString('base64url'))
    const again = at(gus, restored)
    for (const index of [0, 1, 2])
      expect(await outcomeOf(again, deal, `after ${index}`, index)).toBe('signer_changed')
    expect(signer.signerId).not.toBe(signerId)
    const owner = at(olga, restored)
    const { entries } = await owner.device.must('getActivity', {
      query: { event: 'signer-changed' },
    })
    expect(entries.map((text) => parseActivity(decodeBase64url(text)).subject)).toEqual([
      { signerId: signer.signerId },
    ])
    const mine = { ...shared, owner }
    const next = await dealt(mine, { ...device, member: again })
    expect(await outcomeOf(again, next, 'dealt again', 0)).toBe('ok')
  })

  test('by hand, from a copy: what was answered is not answered again, what was revoked stays so', async () => {
    const signer = signerAt('signer.sqlite')
    const story = await tell(await serve('one.db', signer))
    const { deal, gus, shared } = story
    const other = await makeShared(story.olga)
    await setTerms(other, gus.memberId)
    await shareWith(other, [[gus, 'collaborator']])
    const revoked = await dealt(other, story.device)
    expect(await outcomeOf(gus, deal, 'first', 0)).toBe('ok')
    await backUp()
    expect(await outcomeOf(gus, deal, 'second', 1)).toBe('ok')
    expect(await shareWith(other, [])).toBe('accepted')
    const restored = await serve('backup.db', signer, false)
    const again = at(gus, restored)
    expect(await outcomeOf(again, deal, 'once more', 1)).toBe('index_spent')
    expect(await outcomeOf(again, revoked, 'revoked', 0)).toBe('signer_changed')
    expect(await outcomeOf(again, deal, 'the next', 2)).toBe('ok')
    expect(shared.account.accountId).toBe(deal.accepted.accountId)
  })
})

describe('a signer that is another one than the database knows', () => {
  test('ends all deals at its start, and tells owners by the log', async () => {
    const lost = signerAt('lost.sqlite')
    const { deal, gus, olga } = await tell(await serve('one.db', lost))
    expect(await outcomeOf(gus, deal, 'before', 0)).toBe('ok')
    const { revision } = await gus.device.must('getDeals', { query: { since: 0 } })
    const server = await serve('one.db', signerAt('new.sqlite'))
    const again = at(gus, server)
    expect(await outcomeOf(again, deal, 'after', 1)).toBe('signer_changed')
    const { dead } = await again.device.must('getDeals', { query: { since: revision } })
    expect(dead).toEqual([deal.dealId])
    const dealing = await at(olga, server).device.must('getDealing', {})
    expect(dealing.accounts.flatMap((account) => account.deals)).toEqual([])
    const pushed = { body: { deals: [deal.sent] } }
    const { results } = await at(olga, server).device.must('pushDeals', pushed)
    expect(results).toMatchObject([{ code: 'signer_changed' }])
  })

  test('is one that was rolled back in its place: it begins anew', async () => {
    const path = folder.file('signer.sqlite')
    const signer = signerAt('signer.sqlite')
    const { deal, gus } = await tell(await serve('one.db', signer))
    expect(await outcomeOf(gus, deal, 'first', 0)).toBe('ok')
    await signer.close()
    const old = folder.file('old.sqlite')
    copyFileSync(path, old)
    const second = signerAt('signer.sqlite')
    const server = await serve('one.db', second)
    expect(await outcomeOf(at(gus, server), deal, 'second', 1)).toBe('ok')
    await second.close()
    writeOver(path, readFileSync(old))
    const third = signerAt('signer.sqlite')
    expect(third.signerId).toBe(signer.signerId)
    const last = await serve('one.db', third)
    expect(third.signerId).not.toBe(signer.signerId)
    for (const index of [0, 1, 2])
      expect(await outcomeOf(at(gus, last), deal, `again ${index}`, index)).toBe('signer_changed')
  })

  test('is found out at the first request where it was rolled back under a running server', async () => {
    const signer = signerAt('signer.sqlite')
    const { deal, gus } = await tell(await serve('one.db', signer))
    await signer.close()
    const old = readFileSync(folder.file('signer.sqlite'))
    const second = signerAt('signer.sqlite')
    expect(await outcomeOf(at(gus, await serve('one.db', second)), deal, 'used', 3)).toBe('ok')
    await second.close()
    writeOver(folder.file('signer.sqlite'), old)
    const third = signerAt('signer.sqlite')
    const server = await serve('one.db', third, false)
    expect(await outcomeOf(at(gus, server), deal, 'used again', 3)).toBe('signer_changed')
    expect(third.signerId).not.toBe(signer.signerId)
  })
})

/** Other content in the same file, as a disk image that is rolled back has it. */
function writeOver(path: string, content: Uint8Array): void {
  const file = openSync(path, 'r+')
  writeSync(file, content, 0, content.length, 0)
  closeSync(file)
}
