import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { readCall } from './read-call.ts'

const GET = '{"id":1,"call":"get","method":"","options":"{}"}'

describe('a message of the page', () => {
  test('[C42] is read as the members that it may have, and no others', () => {
    const forged = { id: 1, call: 'get', options: '{}', origin: 'https://bank.test', tabId: 5 }
    expect(readCall(JSON.stringify(forged))).toEqual({
      id: 1,
      call: 'get',
      options: '{}',
      method: '',
    })
    expect(readCall('{"id":3,"call":"abort","options":"x"}')).toEqual({ id: 3, call: 'abort' })
  })

  test.each([
    undefined,
    null,
    7,
    {},
    '',
    'null',
    '[]',
    '{"id":1}',
    '{"id":1.5,"call":"get"}',
    '{"id":"1","call":"get"}',
    '{"id":1,"call":"resume"}',
    '{"id":1,"call":"__proto__"}',
    '{"id":1,"call":"get","options":{}}',
    JSON.stringify({ id: 1, call: 'get', options: 'x'.repeat(100_001) }),
  ])('is none: %#', (data) => {
    expect(readCall(data)).toBe(undefined)
  })

  test('of any text gives a call or nothing', () => {
    const outcome = fuzzParser({
      name: 'call',
      samples: [new TextEncoder().encode(GET)],
      parse(bytes) {
        const read = readCall(new TextDecoder().decode(bytes))
        if (read === undefined) throw new RangeError()
        return read
      },
      isOwnError: (error) => error instanceof RangeError,
      runs: fuzzRuns(),
    })
    expect(Math.min(outcome.accepted, outcome.refused)).toBeGreaterThan(0)
  })
})
