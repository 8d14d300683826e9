import { expect, test } from 'vitest'
import type { ReplicaError } from '../error.ts'
import { COLLECTIONS, type Expectation } from '../port.ts'
import type { Handles } from './contract.ts'
import { countUp } from './count-up.ts'
import { modelled } from './model.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const CONFLICT = { name: 'ReplicaError', rule: 'replica.conflict' }

export function keepingRows(handles: Handles): void {
  reading(handles)
  ordering(handles)
  writing(handles)
  expecting(handles)
  modelled(handles)
}

function reading({ one, two }: Handles): void {
  test('values come back byte for byte on every handle, the empty one too', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, at) => at)
    await one().write([
      { collection: 'meta', key: 'all', value: all },
      { collection: 'meta', key: 'none', value: bytes() },
      { collection: 'meta', key: 'large', value: new Uint8Array(100_000).fill(7) },
    ])
    for (const store of [one(), two()]) {
      await expect(store.get('meta', 'all')).resolves.toEqual(all)
      await expect(store.get('meta', 'none')).resolves.toEqual(bytes())
      await expect(store.get('meta', 'large')).resolves.toEqual(new Uint8Array(100_000).fill(7))
      await expect(store.get('meta', 'other')).resolves.toBeUndefined()
    }
  })

  test('collections have keys of their own', async () => {
    await one().write(
      COLLECTIONS.map((collection, at) => ({ collection, key: 'same', value: bytes(at) })),
    )
    for (const [at, collection] of COLLECTIONS.entries()) {
      await expect(two().list(collection)).resolves.toEqual([{ key: 'same', value: bytes(at) }])
      await expect(two().count(collection)).resolves.toBe(1)
    }
  })

  test('bytes are copied when a call is made and when it answers', async () => {
    const buffer = Buffer.from([9, 1, 2, 9])
    const value = buffer.subarray(1, 3)
    const written = one().write([{ collection: 'meta', key: 'a', value }])
    buffer.fill(0)
    await written
    const read = await one().get('meta', 'a')
    expect(read).toEqual(bytes(1, 2))
    expect(read?.buffer.byteLength).toBe(2)
    read?.fill(0)
    const [row] = await one().list('meta')
    expect(row?.value).toEqual(bytes(1, 2))
    row?.value.fill(0)
    await expect(one().get('meta', 'a')).resolves.toEqual(bytes(1, 2))
  })
}

function ordering({ one }: Handles): void {
  // By code unit the surrogates of 😀 (D83D DE00) come before U+E000 and U+FFFD; by code point after.
  const KEYS = ['', '\0', 'a', 'a\0', 'aa', 'b', 'é', '\u{1f600}', '\ud83d', '\ue000', '\ufffd']

  test('list is in the order of UTF-16 code units, whatever a key holds', async () => {
    const batch = KEYS.toReversed().map((key, at) => ({
      collection: 'index' as const,
      key,
      value: bytes(at),
    }))
    await one().write(batch)
    const keys = (await one().list('index')).map(({ key }) => key)
    expect(keys).toEqual(KEYS.toSorted())
    for (const { key, value } of batch) expect(await one().get('index', key)).toEqual(value)
  })

  test('list goes on after a key, which need not be there, and stops at the limit', async () => {
    await one().write(
      ['a', 'c', 'e', 'g'].map((key) => ({ collection: 'chain', key, value: bytes(1) })),
    )
    const keys = async (options: { after?: string; limit?: number }) =>
      (await one().list('chain', options)).map(({ key }) => key).join('')
    expect(await keys({ after: 'c' })).toBe('eg')
    expect(await keys({ after: 'd', limit: 1 })).toBe('e')
    expect(await keys({ after: '' })).toBe('aceg')
    expect(await keys({ after: 'g' })).toBe('')
    expect(await keys({ limit: 3 })).toBe('ace')
    expect(await keys({ limit: 0 })).toBe('')
    expect(await keys({ limit: Infinity })).toBe('aceg')
  })
}

function writing({ one, two }: Handles): void {
  test('a batch sets and deletes, and the later change of a key counts', async () => {
    await one().write([{ collection: 'keys', key: 'gone', value: bytes(1) }])
    await two().write([
      { collection: 'keys', key: 'gone', value: null },
      { collection: 'keys', key: 'never', value: null },
      { collection: 'keys', key: 'a', value: bytes(1) },
      { collection: 'keys', key: 'a', value: bytes(2) },
      { collection: 'keys', key: 'b', value: bytes(3) },
      { collection: 'keys', key: 'b', value: null },
    ])
    await expect(one().list('keys')).resolves.toEqual([{ key: 'a', value: bytes(2) }])
    await expect(one().count('keys')).resolves.toBe(1)
  })

  test('writes of one handle happen in the order of the calls', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        one().write([{ collection: 'meta', key: 'last', value: bytes(at) }]),
      ),
    )
    await expect(two().get('meta', 'last')).resolves.toEqual(bytes(19))
  })

  test('erase leaves nothing in any collection, and the replica can be used again', async () => {
    await one().write(COLLECTIONS.map((collection) => ({ collection, key: 'a', value: bytes(1) })))
    await two().erase()
    for (const collection of COLLECTIONS) {
      await expect(one().count(collection)).resolves.toBe(0)
      await expect(one().list(collection)).resolves.toEqual([])
    }
    await one().write([{ collection: 'meta', key: 'b', value: bytes(2) }])
    await expect(two().get('meta', 'b')).resolves.toEqual(bytes(2))
  })
}

function expecting({ one, two }: Handles): void {
  const change = [{ collection: 'pending', key: 'new', value: bytes(9) }] as const

  test.each<[string, Uint8Array | null, boolean]>([
    ['the same bytes', bytes(1, 2), true],
    ['other bytes', bytes(1, 3), false],
    ['fewer bytes', bytes(1), false],
    ['no row', null, false],
  ])('where a row is, expecting %s decides about all changes', async (_, value, holds) => {
    await one().write([{ collection: 'meta', key: 'a', value: bytes(1, 2) }])
    const expectation: Expectation = { collection: 'meta', key: 'a', value }
    const rule = await two()
      .write(change, [expectation])
      .then(
        () => 'written',
        (error: unknown) => (error as ReplicaError).rule,
      )
    expect(rule).toBe(holds ? 'written' : 'replica.conflict')
    await expect(one().count('pending')).resolves.toBe(holds ? 1 : 0)
  })

  test('where no row is, only its absence holds', async () => {
    const empty: Expectation = { collection: 'meta', key: 'a', value: bytes() }
    await expect(one().write(change, [empty])).rejects.toMatchObject(CONFLICT)
    await expect(one().write([], [empty])).rejects.toMatchObject(CONFLICT)
    await one().write(change, [{ ...empty, value: null }])
    await expect(two().count('pending')).resolves.toBe(1)
  })

  test('an expectation is about what was there before the batch', async () => {
    const row = { collection: 'meta', key: 'a', value: bytes(1) } as const
    await one().write([row], [{ ...row, value: null }])
    await expect(one().write([row], [{ ...row, value: null }])).rejects.toMatchObject(CONFLICT)
  })

  test('no update is lost between handles that count up with expect', async () => {
    await Promise.all([countUp(one(), 15), countUp(two(), 15)])
    await expect(one().get('meta', 'n')).resolves.toEqual(bytes(30))
  })
}
