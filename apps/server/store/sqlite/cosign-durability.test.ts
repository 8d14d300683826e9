import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { genesisHead, parseActivity, verifyActivity } from '@keyward/log'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSigner } from '../../signer/signer.ts'
import { type CosignerTask, type Fault, FAULTS } from '../cases/cosigner.ts'
import { granted, newDeal, useOf } from '../cases/deals.ts'
import { makeScene } from '../cases/scene.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { makeBytes, once } from '../cases/values.ts'
import type { NewDeal } from '../ports/deals.ts'
import { openSqliteStore } from '../sqlite.ts'

/** For each of the six places: 54 kills in long runs. */
const TIMES = process.env['KEYWARD_LONG'] === '1' ? 9 : 1
const COSIGNER = fileURLToPath(new URL('../cases/cosigner.ts', import.meta.url))

let folder: TemporaryFolder
let deal: NewDeal
const paths = () => ({ path: folder.file('keyward.db'), signerPath: folder.file('signer.db') })

/** Opens both stores for a while, as a server does at its start. */
async function open() {
  const { path, signerPath } = paths()
  const ledger = openSigner({ path: signerPath, random: makeBytes })
  const store = await openSqliteStore({ path, ledger })
  return {
    store,
    ledger,
    async close() {
      await store.close()
      await ledger.close()
    },
  }
}

beforeEach(async () => {
  folder = temporaryFolder()
  const both = await open()
  const scene = await makeScene(both.store)
  const of = await granted(scene)
  deal = newDeal(of, { signerId: both.ledger.signerId, count: 100 })
  await both.store.deals.insert(of.workspaceId, [deal], once())
  await both.close()
})
afterEach(() => folder.remove())

/** Uses a part in a process of its own, which dies at the place. Returns what it answered, if it did. */
async function useAndDie(index: number, fault: Fault): Promise<string> {
  const { workspaceId, accountId, memberId, deviceId, dealId } = deal
  const about = { workspaceId, accountId, memberId, deviceId, dealId }
  const task: CosignerTask = { ...paths(), deal: about, index, fault }
  const child = spawn(process.execPath, [COSIGNER, JSON.stringify(task)])
  const ended = new Promise((resolve) => child.on('close', resolve))
  let [out, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  await ended
  expect(errors).toBe('')
  return out.trim()
}

/** How often the part stands in the log, which is whole. */
async function entriesOf(index: number): Promise<number> {
  const { store, close } = await open()
  const { workspaceId } = deal
  const { entries } = await store.activity.list(workspaceId, { limit: 10_000 })
  const read = entries.map(parseActivity)
  verifyActivity(read, { from: genesisHead(workspaceId), devices: () => undefined })
  await close()
  return read.filter(
    (entry) => entry.event === 'passkey-co-signed' && entry.subject.index === index,
  ).length
}

/** Tries the part again after a restart. */
async function again(index: number): Promise<string> {
  const { store, ledger, close } = await open()
  const workspaces = [{ workspaceId: deal.workspaceId, incarnation: 'as it was' }]
  const { signerId } = ledger
  await ledger.settle(workspaces, await store.deals.live())
  // Nothing that a crash leaves looks like a store that was rolled back.
  expect(ledger.signerId).toBe(signerId)
  const outcome = await store.deals.cosign(useOf(deal, index))
  await close()
  return outcome
}

/** Whether the part can be used after the process died there, and how often it is logged in the end. */
const EXPECTED: Readonly<Record<Fault, readonly [again: string, entries: number]>> = {
  'nothing done': ['spent', 1],
  'ledger marked': ['spent', 1],
  'entry appended': ['spent', 1],
  'ledger kept': ['used-before', 0],
  'database kept': ['used-before', 1],
  none: ['used-before', 1],
}

describe('a process that is killed while it answers', () => {
  test.each(FAULTS)('at this place, answers each part once at most: %s', async (fault) => {
    const [expected, entries] = EXPECTED[fault]
    for (let index = 0; index < TIMES; index += 1) {
      const first = await useAndDie(index, fault)
      expect(first).toBe(fault === 'none' ? 'spent' : '')
      expect(await again(index)).toBe(expected)
      expect(await entriesOf(index)).toBe(entries)
    }
  })
})
