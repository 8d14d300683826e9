import { expect, test } from 'vitest'
import { filterOf } from './filter.ts'

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
