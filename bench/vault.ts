import { join } from 'node:path'
import { editAccount } from '@keyward/keyholder/accounts'
import { listAccounts } from '@keyward/keyholder/commands'
import type { Keyholder, OpenDesk } from '@keyward/keyholder/keyholder'
import type { ReplicaStore } from '@keyward/keyholder/replica'
import { fileReplica } from '@keyward/keyholder/replica/node'
import { AEAD_KEY_LENGTH, AEAD_NONCE_LENGTH, AeadKey } from '@keyward/primitives/aead'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { candidatesOf } from '@keyward/keyholder/provider'
import { chromiumRow } from './chromium.ts'
import { compare, sample, type Task } from './harness.ts'
import { contentOf, hostOf } from './scene/accounts.ts'
import { type HeldKey, openDevice, signUp } from './scene/device.ts'
import { fillVault } from './scene/fill.ts'
import { withFolder } from './scene/folder.ts'
import { startKeyward } from './scene/keyward.ts'
import type { Row } from './table.ts'

/** Accounts that have been to the server and back, so that opening them checks signatures. */
const SYNCHRONISED = 8

const MS = 1000

interface Scene {
  readonly device: Keyholder
  readonly held: HeldKey
  readonly replica: ReplicaStore
}

/** The rows of the budgets about a device: unlocking, searching, offering and saving. */
export function vaultRows(quick: boolean): Promise<Row[]> {
  const rounds = quick ? 3 : 12
  const budgets = [
    { size: quick ? 500 : 10_000, most: 60 * MS, chromium: 150 * MS, rounds },
    // Each takes long, and varies little.
    { size: quick ? 2000 : 100_000, most: 300 * MS, chromium: 800 * MS, rounds: 3 },
  ]
  return withFolder(async (folder) => {
    const server = await startKeyward(folder)
    try {
      const replica = await fileReplica(join(folder, 'replica.db'))
      const device = await openDevice(replica)
      const held = await signUp(device, server.origin)
      const scene = { device, held, replica }
      await synchroniseSome(device)
      const rows: Row[] = []
      let filled = SYNCHRONISED
      for (const { size, chromium, ...budget } of budgets) {
        await fillVault(await device.desk(), filled, size)
        filled = size
        rows.push(await unlockRow(scene, { size, ...budget }))
        rows.push(await chromiumRow(replica, held, { size, ...budget, most: chromium }))
      }
      rows.push(...(await useRows(await device.desk(), filled, rounds)))
      await device.close()
      return rows
    } finally {
      await server.stop()
    }
  })
}

async function synchroniseSome(device: Keyholder): Promise<void> {
  const { vault } = await device.desk()
  for (let n = 0; n < SYNCHRONISED; n += 1) await vault.create(contentOf(n), { onTaken: 'keep' })
  const { problem, unsynchronised } = await device.synchronise()
  if (problem !== undefined || unsynchronised > 0)
    throw new Error('The first accounts were not synchronised.', { cause: problem })
}

/** From the moment the account key is there to the first answer of the list. */
async function unlockRow(
  { device, held, replica }: Scene,
  { size, most, rounds }: { readonly size: number; readonly most: number; readonly rounds: number },
): Promise<Row> {
  const unlock: Task = {
    name: 'unlock',
    before: () => device.session.lock(),
    run: async () => {
      await device.session.unlock({ by: 'key', ...held })
      return listAccounts(await device.desk(), 'har', 20)
    },
  }
  const shards = await replica.list('index')
  const bytes = shards.reduce((sum, { value }) => sum + value.length, 0)
  return {
    what: `unlock to a searchable list, ${size.toLocaleString('en')} accounts`,
    reference: 'one AES-GCM pass over the same bytes',
    most,
    ...(await compare(unlock, await aeadPass(bytes), { rounds, batch: 1 })),
  }
}

async function aeadPass(length: number): Promise<Task> {
  const aead = webCryptoAead(crypto.subtle)
  const key = new AeadKey(new Uint8Array(AEAD_KEY_LENGTH).fill(7))
  const nonce = new Uint8Array(AEAD_NONCE_LENGTH)
  const none = new Uint8Array()
  const sealed = await aead.seal(key, nonce, new Uint8Array(length), none)
  return { name: 'AES-GCM', run: () => aead.open(key, nonce, sealed, none) }
}

async function useRows(desk: OpenDesk, size: number, rounds: number): Promise<Row[]> {
  const { vault } = desk
  const many = rounds * 10
  const at = `${size.toLocaleString('en')} accounts`
  // As somebody types: each key is a search of its own.
  const typed = ['h', 'ha', 'har', 'harb', 'harbo', 'harbour', 'harbour m', 'harbour m ana']
  let key = 0
  const search: Task = {
    name: 'search',
    run: () => listAccounts(desk, typed[key++ % typed.length] as string, 50),
  }
  const letter: Task = { name: 'one letter', run: () => listAccounts(desk, 'e', 50) }
  const [first] = vault.index.byRpId(hostOf(0))
  const account = first && (await vault.get(first.accountId))
  if (account?.secrets === undefined) throw new Error('The first account can not be opened.')
  const { accountId, profile, secrets } = account
  const offer: Task = { name: 'candidates', run: () => candidatesOf(vault, hostOf(0)) }
  let edits = 0
  const edit: Task = {
    name: 'edit',
    run: () => {
      edits += 1
      const made = { at: Date.now() + edits, by: desk.identity.deviceId }
      const notes = `Edit ${edits}.`
      const content = editAccount({ profile, secrets }, { notes }, made)
      return vault.save(accountId, content, { onTaken: 'keep' })
    },
  }
  return [
    { what: `search, each key typed, ${at}`, most: 16 * MS, ...(await sample(search, many)) },
    { what: `search for a single letter, ${at}`, most: 16 * MS, ...(await sample(letter, many)) },
    {
      what: `candidates for a request, one account opened, ${at}`,
      most: 5 * MS,
      ...(await sample(offer, many)),
    },
    { what: `one edit saved durably on the device, ${at}`, ...(await sample(edit, rounds * 4)) },
  ]
}
