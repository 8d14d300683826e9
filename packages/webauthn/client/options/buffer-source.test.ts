import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { ruleOf } from '../cases/rule-of.ts'
import { isBufferSource, toBytes } from './buffer-source.ts'
import { makeBudget, MAX_TOTAL_SIZE } from './limits.ts'

const bytes = (value: unknown): Uint8Array => toBytes(value, 'x', makeBudget())
const WANTED = Uint8Array.of(1, 2, 3, 4)

function within(): ArrayBuffer {
  return Uint8Array.of(99, 99, 1, 2, 3, 4, 99, 99).buffer
}

describe('[C16] every shape of BufferSource yields the bytes that it shows', () => {
  const shapes: Record<string, () => unknown> = {
    ArrayBuffer: () => WANTED.slice().buffer,
    Uint8Array: () => WANTED.slice(),
    'Uint8Array.subarray': () => new Uint8Array(within()).subarray(2, 6),
    DataView: () => new DataView(within(), 2, 4),
    Uint16Array: () => new Uint16Array(within(), 2, 2),
    Int32Array: () => new Int32Array(WANTED.slice().buffer),
    BigUint64Array: () => new BigUint64Array(Uint8Array.of(1, 2, 3, 4, 0, 0, 0, 0).buffer),
    Buffer: () => Buffer.from(within(), 2, 4),
    'a buffer of another realm': () => runInNewContext('new Uint8Array([1, 2, 3, 4]).buffer'),
    'a view of another realm': () => runInNewContext('new Uint8Array([9, 1, 2, 3, 4]).subarray(1)'),
    'a DataView of another realm': () =>
      runInNewContext('new DataView(new Uint8Array([9, 1, 2, 3, 4]).buffer, 1)'),
    'a resizable buffer': () => {
      const buffer: ArrayBuffer = runInNewContext('new ArrayBuffer(4, { maxByteLength: 16 })')
      new Uint8Array(buffer).set(WANTED)
      return buffer
    },
    'a view of a resizable buffer': () => {
      const view: Uint8Array = runInNewContext(
        'new Uint8Array(new ArrayBuffer(5, { maxByteLength: 16 }), 1)',
      )
      view.set(WANTED)
      return view
    },
  }
  test.each(Object.entries(shapes))('%s', (name, make) => {
    const value = make()
    expect(isBufferSource(value)).toBe(true)
    const copied = bytes(value)
    expect(Object.getPrototypeOf(copied)).toBe(Uint8Array.prototype)
    const wanted = name === 'BigUint64Array' ? [...WANTED, 0, 0, 0, 0] : [...WANTED]
    expect([...copied]).toEqual(wanted)
  })

  test('the copy does not follow later changes', () => {
    const view = WANTED.slice()
    const copied = bytes(view)
    view.fill(0)
    expect(copied).toEqual(WANTED)
  })

  test('properties that a page has put over the built-in ones are not read', () => {
    const view = WANTED.slice()
    Object.defineProperties(view, { byteLength: { value: 1 }, buffer: { value: within() } })
    expect(bytes(view)).toEqual(WANTED)
  })

  test('an empty and a detached buffer have no bytes', () => {
    const buffer = new ArrayBuffer(4)
    const views = [new Uint8Array(buffer), new DataView(buffer)]
    structuredClone(buffer, { transfer: [buffer] })
    for (const value of [...views, buffer, new ArrayBuffer(0), new Uint8Array()]) {
      expect(bytes(value)).toEqual(new Uint8Array())
    }
  })
})

describe('what is no BufferSource is refused', () => {
  const values: Record<string, unknown> = {
    undefined,
    null: null,
    text: 'AQID',
    number: 5,
    'a list': [1, 2, 3],
    'an index object': { 0: 1, 1: 2 },
    'an object that looks like one': { byteLength: 1, buffer: new ArrayBuffer(1), byteOffset: 0 },
    'an object made from a prototype': Object.create(Uint8Array.prototype),
    'a Proxy of one': new Proxy(new Uint8Array(3), {}),
    SharedArrayBuffer: new SharedArrayBuffer(4),
  }
  test.each(Object.entries(values))('%s', (_, value) => {
    expect(isBufferSource(value)).toBe(false)
    expect(ruleOf(() => bytes(value))).toBe('options.type')
  })

  test('a view of shared memory', () => {
    for (const view of [
      new Uint8Array(new SharedArrayBuffer(4)),
      new DataView(new SharedArrayBuffer(4)),
      new Uint8Array(new SharedArrayBuffer(0)),
    ]) {
      expect(ruleOf(() => bytes(view))).toBe('options.type')
    }
  })

  test('a DataView that its buffer has shrunk away from', () => {
    const view: DataView = runInNewContext(`
      const buffer = new ArrayBuffer(8, { maxByteLength: 8 })
      const view = new DataView(buffer, 4, 4)
      buffer.resize(6)
      view
    `)
    expect(ruleOf(() => bytes(view))).toBe('options.type')
  })

  test('more bytes than one request may have', () => {
    expect(bytes(new ArrayBuffer(MAX_TOTAL_SIZE)).length).toBe(MAX_TOTAL_SIZE)
    expect(ruleOf(() => bytes(new ArrayBuffer(MAX_TOTAL_SIZE + 1)))).toBe('options.too-large')
  })
})
