import { describe, expect, test } from 'vitest'
import { Buckets, networkOf } from './buckets.ts'

const RATE = { open: { size: 3, every: 1000 } }

describe('a bucket', () => {
  test('gives what it holds, then one for each step of time', () => {
    let now = 5_000
    const buckets = new Buckets(() => now, RATE)
    for (let taken = 0; taken < 3; taken += 1) buckets.take('open', 'net')
    expect(buckets.tryTake('open', 'net')).toBe(false)
    now += 999
    expect(buckets.tryTake('open', 'net')).toBe(false)
    now += 1
    expect(buckets.tryTake('open', 'net')).toBe(true)
    expect(buckets.tryTake('open', 'net')).toBe(false)
  })

  test('never holds more than its size', () => {
    let now = 0
    const buckets = new Buckets(() => now, RATE)
    buckets.take('open', 'net')
    now += 1_000_000
    const taken = [1, 2, 3, 4, 5].filter(() => buckets.tryTake('open', 'net'))
    expect(taken).toHaveLength(3)
  })

  test('tells how many seconds to wait', () => {
    const buckets = new Buckets(() => 0, { open: { size: 1, every: 90_000 } })
    buckets.take('open', 'net')
    let refusal: unknown
    try {
      buckets.take('open', 'net')
    } catch (error) {
      ;({ refusal } = error as { refusal: unknown })
    }
    expect(refusal).toMatchObject({ code: 'rate_limited', retryAfter: 90 })
  })

  test('is one for each key and kind', () => {
    const buckets = new Buckets(() => 0, {
      open: { size: 1, every: 1 },
      address: { size: 1, every: 1 },
    })
    buckets.take('open', 'one')
    buckets.take('open', 'two')
    buckets.take('address', 'one')
    expect(buckets.tryTake('open', 'one')).toBe(false)
  })

  test('gives and takes nothing when the clock is set back', () => {
    let now = 100_000
    const buckets = new Buckets(() => now, { open: { size: 1, every: 1000 } })
    buckets.take('open', 'net')
    now = 0
    expect(buckets.tryTake('open', 'net')).toBe(false)
    now = 1000
    expect(buckets.tryTake('open', 'net')).toBe(true)
  })
})

describe('the network of an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
