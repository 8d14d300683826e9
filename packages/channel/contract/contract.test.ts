import { describe, expect, test } from 'vitest'
import { methodFixtures } from '../cases/fixtures.ts'
import { METHODS, MOST_BLOB_BYTES } from './methods.ts'
import { MOST_MESSAGE_BYTES } from '../wire/text.ts'

/** Every value of the fixtures, with the shape that reads it. */
const VALUES = methodFixtures().flatMap(({ method, exchanges }) =>
  exchanges.flatMap(({ name, request, answer }) => [
    { at: `${method} ${name} params`, shape: METHODS[method].params, value: request.params },
    { at: `${method} ${name} result`, shape: METHODS[method].result, value: answer.result },
  ]),
)

/** The values with one member, at any depth, put to something else. */
function damaged(value: object, put: unknown): object[] {
  return Object.entries(value).flatMap(([name, held]) => {
    const deeper = typeof held === 'object' && held !== null ? damaged(held, put) : []
    return [put, ...deeper].map((inner) => changed(value, name, inner))
  })
}

function changed(value: object, name: string, held: unknown): object {
  const copy: object = Array.isArray(value) ? [...value] : { ...value }
  return Object.assign(copy, { [name]: held })
}

describe('what a message may hold', () => {
  test.each(VALUES)('$at: a member of another type is refused', ({ shape, value }) => {
    for (const damage of damaged(value, Symbol.iterator))
      expect(() => shape(damage, 'x')).toThrow(/^x[.[]/)
  })

  test.each(VALUES)(
    '$at: members that the contract does not name are left out',
    ({ shape, value }) => {
      const more = { ...value, newer: 1, ['__proto__']: { polluted: true } }
      expect(shape(more, 'x')).toEqual(value)
    },
  )

  test('what an object inherits does not count as a member', () => {
    const inherited = Object.create({ has: true }) as object
    expect(() => METHODS['secure.has'].result(inherited, 'x')).toThrow('x.has')
  })

  test('bytes are unpadded base64url of the right length', () => {
    const shape = METHODS['random.bytes'].result
    for (const bytes of ['', 'AA==', 'A+', 'A', 'AB', 'x'.repeat(2000)])
      expect(() => shape({ bytes }, 'x')).toThrow('x.bytes: expected 1 to 1024 bytes')
    expect(shape({ bytes: 'AA' }, 'x')).toEqual({ bytes: 'AA' })
  })

  test('paths stay on the server, and addresses are https', () => {
    const params = METHODS['net.server'].params
    for (const path of ['//evil.example/', 'v1', '/v1 x', '/v1\n', 'https://evil.example/'])
      expect(() => params({ method: 'GET', path, headers: {} }, 'x')).toThrow('x.path')
    const open = METHODS['ui.openUrl'].params
    for (const url of ['http://perch.example', 'javascript:alert(1)', 'https://a b'])
      expect(() => open({ url }, 'x')).toThrow('x.url')
  })

  test('the largest file fits in one message', () => {
    expect(Math.ceil((MOST_BLOB_BYTES * 4) / 3) + 1000).toBeLessThan(MOST_MESSAGE_BYTES)
  })

  test('a refusal never shows what was there', () => {
    const params = { key: 'k', value: 'not base64url: secret!', gate: 'none' }
    expect(() => METHODS['secure.put'].params(params, 'secure.put params')).toThrow(
      /^secure\.put params\.value: expected 1 to 4096 bytes as unpadded base64url\.$/,
    )
  })
})
