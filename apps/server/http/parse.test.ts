import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refused } from '../auth/refused.ts'
import { parseWith, queryValues } from './parse.ts'

const Schema = z.strictObject({
  id: z.string().length(3),
  list: z.array(z.strictObject({ count: z.int() })).optional(),
})

function refusal(work: () => unknown) {
  try {
    work()
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  return undefined
}

describe('a request that does not fit its schema', () => {
  test('is told where and what, and never what was sent', () => {
    for (const [value, path] of [
      [{ id: 'SECRET' }, 'id'],
      [{ id: 5 }, 'id'],
      [{ id: 'abc', SECRET: 1 }, ''],
      [{ id: 'abc', list: [{ count: 1 }, { count: 'SECRET' }] }, 'list.1.count'],
      ['SECRET', ''],
      [undefined, ''],
    ] as const) {
      const told = refusal(() => parseWith(Schema, value))
      expect(told).toMatchObject({ code: 'bad_request', path })
      expect(JSON.stringify(told)).not.toContain('SECRET')
    }
  })
})

describe('a query', () => {
  const Query = z.strictObject({
    since: z.int(),
    limit: z.int().optional(),
    event: z.string().optional(),
  })

  test('has numbers where the schema has them, and text elsewhere', () => {
    const values = queryValues(Query, { since: ['12'], limit: ['0'], event: ['12'] })
    expect(parseWith(Query, values)).toEqual({ since: 12, limit: 0, event: '12' })
  })

  test.each(['', ' 1', '1 ', '01', '+1', '1e3', '0x1', '1.0', '９', 'NaN', '99999999999999999'])(
    'has no number in “%s”',
    (text) => {
      const told = refusal(() => parseWith(Query, queryValues(Query, { since: [text] })))
      expect(told).toMatchObject({ code: 'bad_request', path: 'since' })
    },
  )

  test('has each parameter once, and none that is not known', () => {
    expect(refusal(() => queryValues(Query, { since: ['1', '2'] }))?.code).toBe('bad_request')
    const more = queryValues(Query, { since: ['1'], constructor: ['1'] })
    expect(refusal(() => parseWith(Query, more))?.code).toBe('bad_request')
  })
})
