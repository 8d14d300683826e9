import { decodeCbor, encodeCbor } from '@keyward/codec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ReplicaError, memoryReplica } from '../../replica.ts'
import { damaged } from './fields.ts'
import { encodeKnown, type Known, parseKnown } from './known.ts'
import { encodePending, parsePending, type Pending } from './pending.ts'
import { type Reading, transact } from './transaction.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const id = fc.base64String({ minLength: 1, maxLength: 22 })
const count = fc.nat()
const role = fc.constantFrom('owner', 'manager', 'collaborator')
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const write = fc.record({ version: count, hash: bytes(32), author: bytes(32) })

const knowns: fc.Arbitrary<Known> = fc.record({
  list: fc.record({ version: count, hash: bytes(32) }),
  relation: role,
  profile: optional(write),
  secrets: optional(write),
  isUsernameTaken: fc.boolean(),
  deletedAt: optional(count),
  isPurged: fc.boolean(),
  claimsEpoch: count,
  exposed: fc
    .uniqueArray(fc.tuple(id, fc.array(id)), { selector: ([member]) => member })
    .map((entries) => new Map(entries)),
})

const pendings: fc.Arbitrary<Pending> = fc.record({
  content: optional(fc.record({ profile: bytes(9), secrets: bytes(5) })),
  intents: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('grant'), memberId: id, role }),
      fc.record({ kind: fc.constantFrom('revoke', 'rewrap'), memberId: id }),
    ),
  ),
  onTaken: fc.constantFrom('refuse', 'keep'),
  putBack: optional(fc.record({ list: count, profile: count, secrets: count })),
  refused: optional(fc.record({ code: fc.string(), rule: optional(fc.string()), at: count })),
})

describe('records of the replica', () => {
  test('what is encoded is read as it was', () => {
    fc.assert(
      fc.property(knowns, pendings, (known, pending) => {
        expect(parseKnown(encodeKnown(known))).toEqual(known)
        expect(parsePending(encodePending(pending))).toEqual(pending)
      }),
    )
  })

  test('bytes that are no record are damaged or newer, and never break anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), knowns, fc.nat(), (noise, known, at) => {
        const changed = encodeKnown(known)
        changed[at % changed.length]! ^= 0x41
        const rules = [noise, changed].map((given) => {
          try {
            parseKnown(given)
            return 'replica.damaged'
          } catch (error) {
            return (error as { rule?: string }).rule
          }
        })
        expect(rules.every((rule) => rule === 'replica.damaged' || rule === 'replica.newer')).toBe(
          true,
        )
      }),
    )
  })

  test('a record of a later version is left alone: replica.newer', () => {
    const [sample] = fc.sample(pendings, 1)
    const later = new Map(decodeCbor(encodePending(sample!)) as Map<string, never>)
    const given = encodeCbor(later.set('v', 2 as never))
    expect(() => parsePending(given)).toThrow(expect.objectContaining({ rule: 'replica.newer' }))
  })
})

describe('a transaction', () => {
  const row = { collection: 'meta', key: 'n' } as const

  test('runs again when somebody else was faster, so that no change is lost', async () => {
    const shared = memoryReplica()
    const stores = Array.from({ length: 8 }, () => shared.open())
    const add = (store: (typeof stores)[number]) =>
      transact(store, async (draft) => {
        const [now = 0] = (await draft.get('meta', 'n')) ?? []
        await new Promise((resolve) => setImmediate(resolve))
        draft.put('meta', 'n', Uint8Array.of(now + 1))
      })
    await Promise.all(stores.map(add))
    expect(await stores[0]!.get('meta', 'n')).toEqual(Uint8Array.of(8))
  })

  test('runs again when rows do not fit together that were read before and after a batch', async () => {
    const shared = memoryReplica()
    const [own, other] = [shared.open(), shared.open()]
    const both = (n: number): Promise<void> =>
      other.write(['a', 'b'].map((key) => ({ collection: 'meta', key, value: Uint8Array.of(n) })))
    await both(1)
    let runs = 0
    const same = async (read: Reading): Promise<number | undefined> => {
      const a = await read.get('meta', 'a')
      runs += 1
      if (runs === 1) await both(2)
      const b = await read.get('meta', 'b')
      if (a?.[0] !== b?.[0]) throw damaged()
      return a?.[0]
    }
    expect(await transact(own, same)).toBe(2)
    expect(runs).toBe(2)
    // What stays as it is is damaged: once is enough.
    await other.write([{ ...row, key: 'b', value: Uint8Array.of(3) }])
    await expect(transact(own, same)).rejects.toMatchObject({ rule: 'replica.damaged' })
    expect(runs).toBe(3)
  })

  test('sees what it drafted, and writes nothing when it is left by an error', async () => {
    const store = memoryReplica().open()
    await store.write([{ ...row, value: Uint8Array.of(1) }])
    await expect(
      transact(store, async (draft) => {
        draft.put('meta', 'n', Uint8Array.of(2))
        expect(await draft.get('meta', 'n')).toEqual(Uint8Array.of(2))
        draft.delete('meta', 'n')
        expect(await draft.get('meta', 'n')).toBeUndefined()
        throw new TypeError('stopped')
      }),
    ).rejects.toThrow('stopped')
    expect(await store.get('meta', 'n')).toEqual(Uint8Array.of(1))
  })

  test('a full replica is said by its rule', async () => {
    const store = memoryReplica().open()
    const full = {
      ...store,
      write: () => Promise.reject(new ReplicaError('replica.full', 'Full.')),
    }
    await expect(
      transact(full, async (draft) => draft.put('meta', 'n', Uint8Array.of(1))),
    ).rejects.toMatchObject({ name: 'KeyholderError', rule: 'replica.full' })
  })
})
