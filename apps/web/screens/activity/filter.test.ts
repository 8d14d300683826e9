import { expect, test } from 'vitest'
import { countOf, filterOf, timeForAddress } from './filter.ts'

const ID = 'AAAAAAAAAAAAAAAAAAAAAA'

test('the address decides which entries are asked for', () => {
  expect(filterOf({ member: ID, account: ID, event: 'exported' })).toStrictEqual({
    memberId: ID,
    accountId: ID,
    event: 'exported',
  })
})

test('what is no id and no event is not asked for', () => {
  expect(filterOf({ member: 'dana', account: `${ID}A`, event: 'constructor' })).toStrictEqual({})
})

test('times are read as the command line reads them, and written as they are read', () => {
  const at = Date.UTC(2026, 10, 1, 8, 30)
  expect(timeForAddress(at)).toBe('2026-11-01T08:30Z')
  expect(filterOf({ after: timeForAddress(at), before: '2026-11-02' })).toStrictEqual({
    after: at,
    before: Date.UTC(2026, 10, 2),
  })
  expect(filterOf({ after: 'yesterday', before: '2026-02-30' })).toStrictEqual({})
})

test('filters are counted as far as they are heeded', () => {
  expect(countOf({})).toBe(0)
  expect(countOf({ member: ID, event: 'exported', after: '2026-11-01', before: 'soon' })).toBe(3)
})
