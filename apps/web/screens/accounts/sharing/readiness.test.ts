import { NO_LIMITS, type SharedPerson } from '@keyward/keyholder/commands'
import { expect, test } from 'vitest'
import { readinessOf } from './readiness.ts'

type Deal = SharedPerson['deals'][number]
const NOW = 1_000_000
const deal = (state: Deal['state'], left: number | null): Deal => ({ deviceName: 'A', state, left })
const person = (changes: Partial<SharedPerson>): SharedPerson => ({
  memberId: 'dana' as never,
  name: 'Dana',
  role: 'collaborator',
  workspaceRole: 'guest',
  isAgent: false,
  isOperator: false,
  byTeam: null,
  byCollection: null,
  limits: NO_LIMITS,
  signInsUsed: 0,
  deals: [],
  hasSeenKey: false,
  mayEdit: true,
  ...changes,
})
const of = (...deals: Deal[]) => readinessOf(person({ deals }), NOW)

test('an Owner needs nothing prepared', () => {
  const owner = person({ role: 'owner', limits: null, deals: [deal('waiting', null)] })
  expect(readinessOf(owner, NOW)).toBeUndefined()
})

test('without a device that can sign in, theirs is waited for', () => {
  expect(of()).toEqual({ state: 'no-device' })
})

test('the device with the fewest sign-ins speaks for all', () => {
  expect(of(deal('ready', 25), deal('ready', 18))).toEqual({ state: 'ready', left: 18 })
  expect(of(deal('ready', 25), deal('low', 0))).toEqual({ state: 'low', left: 0 })
  expect(of(deal('ready', 25), deal('waiting', null))).toEqual({ state: 'waiting' })
})

test('passkeys that need no preparing have no number', () => {
  expect(of(deal('ready', null))).toEqual({ state: 'ready', left: null })
  expect(of(deal('ready', null), deal('low', 4))).toEqual({ state: 'low', left: 4 })
})

test('prepared sign-ins are no number to tell where fewer are allowed', () => {
  const limits = { ...NO_LIMITS, signIns: 10 }
  const ready = (signInsUsed: number, left: number) =>
    readinessOf(person({ limits, signInsUsed, deals: [deal('low', left)] }), NOW)
  expect(ready(7, 4)).toEqual({ state: 'ready', left: null })
  expect(ready(5, 4)).toEqual({ state: 'low', left: 4 })
})

test('limits that allow no more come before anything else', () => {
  const deals = [deal('ready', 25)]
  const used = person({ limits: { ...NO_LIMITS, signIns: 3 }, signInsUsed: 3, deals })
  expect(readinessOf(used, NOW)).toEqual({ state: 'over' })
  const ends = (expiresAt: number) =>
    readinessOf(person({ limits: { ...NO_LIMITS, expiresAt }, deals }), NOW)
  expect(ends(NOW)).toEqual({ state: 'over' })
  expect(ends(NOW + 1)).toEqual({ state: 'ready', left: 25 })
})
