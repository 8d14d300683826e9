import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../store/cases/temporary-folder.ts'
import type { Use } from './ledger.ts'
import { openSigner, type Signer } from './signer.ts'

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
const id = (): string => randomBytes(16).toString('base64url')
const nothing = async (): Promise<readonly string[]> => []

let folder: TemporaryFolder
let path: string
const open: Signer[] = []

beforeEach(() => {
  folder = temporaryFolder()
  path = folder.file('signer/signer.sqlite')
})
afterEach(async () => {
  for (const signer of open.splice(0)) await signer.close()
  folder.remove()
})

function start(at = path): Signer {
  const signer = openSigner({ path: at, random })
  open.push(signer)
  return signer
}

async function restart(signer: Signer): Promise<Signer> {
  await signer.close()
  return start()
}

const dealFor = ({ signerId }: Signer) => ({ dealId: id(), signerId, dealHash: random(32) })

async function spend(signer: Signer, deal: ReturnType<typeof dealFor>, index: number | null) {
  const use: Use = { ...deal, index, known: 0 }
  return (await signer.spend([use], nothing))[0]
}

describe('the ledger of a signer', () => {
  test('spends each part once, and none below one that was spent', async () => {
    const signer = start()
    const deal = dealFor(signer)
    expect(await signer.accept([deal])).toEqual([true])
    expect(await spend(signer, deal, 3)).toBe('spent')
    expect(await spend(signer, deal, 3)).toBe('used-before')
    expect(await spend(signer, deal, 2)).toBe('used-before')
    expect(await spend(signer, deal, 4)).toBe('spent')
  })

  test('knows no deal of another content, and none that it never had', async () => {
    const signer = start()
    const deal = dealFor(signer)
    await signer.accept([deal])
    expect(await spend(signer, { ...deal, dealHash: random(32) }, 0)).toBe('unknown')
    expect(await spend(signer, dealFor(signer), 0)).toBe('unknown')
  })

  test('lets deals without parts be used any number of times, while they live', async () => {
    const signer = start()
    const deal = dealFor(signer)
    await signer.accept([deal])
    expect(await spend(signer, deal, null)).toBe('spent')
    expect(await spend(signer, deal, null)).toBe('spent')
    await signer.erase([deal.dealId])
    expect(await spend(signer, deal, null)).toBe('unknown')
  })

  test('never takes a deal that it had, also when that has ended', async () => {
    let signer = start()
    const deal = dealFor(signer)
    await signer.accept([deal])
    expect(await signer.accept([deal, dealFor(signer)])).toEqual([false, true])
    await signer.erase([deal.dealId])
    expect(await signer.accept([deal])).toEqual([false])
    signer = await restart(signer)
    expect(await signer.accept([deal])).toEqual([false])
  })

  test('forgets its deals when it begins anew, and takes none that was another signer’s', async () => {
    const signer = start()
    const [ended, live] = [dealFor(signer), dealFor(signer)]
    await signer.accept([ended, live])
    await spend(signer, live, 3)
    await signer.erase([ended.dealId])
    await signer.renew()
    expect(await signer.accept([ended, live])).toEqual([false, false])
    expect(await spend(signer, live, 3)).toBe('unknown')
    expect(await signer.accept([dealFor(signer)])).toEqual([true])
    await signer.close()
    const database = new DatabaseSync(path)
    expect(database.prepare('SELECT count(*) AS deals FROM deals').get()).toEqual({ deals: 1 })
    database.close()
  })

  test('keeps what was spent over a restart', async () => {
    const signer = start()
    const deal = dealFor(signer)
    await signer.accept([deal])
    await spend(signer, deal, 5)
    const again = await restart(signer)
    expect(again.signerId).toBe(signer.signerId)
    expect(await spend(again, deal, 5)).toBe('used-before')
    expect(await spend(again, deal, 6)).toBe('spent')
  })

  test('keeps nothing when what has to be done before fails', async () => {
    const signer = start()
    const deal = dealFor(signer)
    await signer.accept([deal])
    const failing = signer.spend([{ ...deal, index: 0, known: 0 }], async () => {
      throw new Error('The log is full.')
    })
    await expect(failing).rejects.toThrow('The log is full.')
    expect(await spend(signer, deal, 0)).toBe('spent')
  })

  test('ends a replaced deal together with the first answer of the new one', async () => {
    const signer = start()
    const [old, next] = [dealFor(signer), dealFor(signer)]
    await signer.accept([old, next])
    await signer.spend([{ ...next, index: 0, known: 0 }], async () => [old.dealId])
    expect(await spend(signer, old, 0)).toBe('unknown')
  })

  test('is found rolled back when the database knows of more', async () => {
    const signer = start()
    const deal = dealFor(signer)
    await signer.accept([deal])
    const use = { ...deal, index: 9, known: 8 }
    expect(await signer.spend([use], nothing)).toEqual(['rolled-back'])
  })
})

describe('the store of a signer', () => {
  test('is one process’s: a second one is refused', async () => {
    start()
    expect(() => openSigner({ path, random })).toThrow(
      expect.objectContaining({ rule: 'signer.in-use' }),
    )
  })

  test('is free again after it was closed, with the same key', async () => {
    const signer = start()
    const before = await signer.identity()
    expect(before.signerKey).toHaveLength(1216)
    expect(await (await restart(signer)).identity()).toEqual(before)
  })

  test('of another program is left as it is', () => {
    mkdirSync(folder.file('signer'))
    copyFileSync(new URL('signer.test.ts', import.meta.url), path)
    expect(() => openSigner({ path, random })).toThrow(
      expect.objectContaining({ rule: 'signer.unusable' }),
    )
  })

  test('begins anew where it is a copy of another file', async () => {
    const signer = start()
    const deal = dealFor(signer)
    await signer.accept([deal])
    await signer.close()
    const copy = folder.file('signer/copy.sqlite')
    copyFileSync(path, copy)
    const other = start(copy)
    expect(other.signerId).not.toBe(signer.signerId)
    expect(await spend(other, deal, 0)).toBe('unknown')
    expect(await spend(start(), deal, 0)).toBe('spent')
  })

  test('has nothing left of a key that was renewed, in any file', async () => {
    let seed: Uint8Array = new Uint8Array()
    const noting = (length: number): Uint8Array => {
      const bytes = random(length)
      if (length === 32) seed = bytes
      return bytes
    }
    const signer = openSigner({ path, random: noting })
    open.push(signer)
    const first = Buffer.from(seed)
    const before = signer.signerId
    expect(wholeFolder()).toContain(first.toString('latin1'))
    await signer.renew()
    expect(signer.signerId).not.toBe(before)
    expect(wholeFolder()).not.toContain(first.toString('latin1'))
    expect(wholeFolder()).toContain(Buffer.from(seed).toString('latin1'))
  })
})

function wholeFolder(): string {
  const names = readdirSync(folder.file('signer'))
  return names.map((name) => readFileSync(folder.file(`signer/${name}`), 'latin1')).join('')
}

describe('a signer and the database', () => {
  const workspace = { workspaceId: id(), incarnation: id() }

  test('settle on the deals that both have', async () => {
    const signer = start()
    const [both, here, there] = [dealFor(signer), dealFor(signer), dealFor(signer)]
    await signer.accept([both, here])
    await spend(signer, both, 3)
    const deals = new Map([
      [both.dealId, 4],
      [there.dealId, 0],
    ])
    expect(await signer.settle([workspace], deals)).toEqual(new Set([both.dealId]))
    expect(await spend(signer, here, 0)).toBe('unknown')
  })

  test('begin anew when the workspace was restored from a backup', async () => {
    const signer = start()
    const deal = dealFor(signer)
    await signer.accept([deal])
    const deals = new Map([[deal.dealId, 0]])
    expect((await signer.settle([workspace], deals)).size).toBe(1)
    const { signerId } = signer
    expect(await signer.knows(workspace)).toBe(true)
    const restored = { ...workspace, incarnation: id() }
    expect(await signer.knows(restored)).toBe(false)
    expect((await signer.settle([restored], deals)).size).toBe(0)
    expect(signer.signerId).not.toBe(signerId)
    expect(await spend(signer, deal, 0)).toBe('unknown')
    expect((await signer.settle([restored], new Map())).size).toBe(0)
    expect(await signer.knows(restored)).toBe(true)
  })

  test('begin anew when the signer has forgotten answers that the database knows of', async () => {
    const signer = start()
    const deal = dealFor(signer)
    await signer.accept([deal])
    await spend(signer, deal, 2)
    const { signerId } = signer
    await signer.settle([workspace], new Map([[deal.dealId, 4]]))
    expect(signer.signerId).not.toBe(signerId)
  })
})
