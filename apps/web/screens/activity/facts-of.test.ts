import { ACTIVITY_EVENTS, type ActivityEntry } from '@keyward/log'
import { indexListId } from '@keyward/protocol'
import { parseWorkspaceId } from '@keyward/workspace/chain'
import { expect, test } from 'vitest'
import { activity } from '../../messages/en/activity.ts'
import { accountName, sentenceFor } from './facts-of.ts'

const WORKSPACE = 'A'.repeat(22)
const DANA = 'B'.padEnd(22, 'A')
const RIKU = 'C'.padEnd(22, 'A')
const PERCH = 'D'.padEnd(22, 'A')

const names = {
  workspace: {
    members: new Map([[DANA, { memberId: DANA, name: 'Dana' }]]),
    formerMembers: new Map([[RIKU, { memberId: RIKU, name: 'Riku' }]]),
    devices: new Map(),
  },
  identity: { workspaceId: WORKSPACE },
  vault: {
    index: {
      get: (accountId: string) =>
        accountId === PERCH ? { appName: 'Perch', username: 'studio' } : undefined,
    },
  },
} as unknown as Parameters<typeof sentenceFor>[0]

function entry(event: string, subject: object, memberId: string | null = DANA) {
  return { event, subject, memberId, deviceId: null } as unknown as ActivityEntry
}

test('a sentence has the names that this device knows', () => {
  const shared = entry('account-shared', { accountId: PERCH, granteeId: RIKU, role: 'owner' })
  expect(sentenceFor(names, shared)).toBe('Dana shared Perch studio with Riku (removed)')
  const set = entry('policy-set', { policy: 'createOn', value: 'mobile' })
  expect(sentenceFor(names, set)).toBe(
    'Dana set a policy: where passkeys can be created, in the phone app only',
  )
})

test('what this device has no name for is said in general', () => {
  const used = entry('passkey-signed-in', { accountId: 'unknown' }, null)
  expect(sentenceFor(names, used)).toBe('Somebody signed in to an account')
})

test('a collection is named as one', () => {
  const made = entry('account-created', { accountId: RIKU })
  const collections = new Map([[RIKU, 'Front desk']])
  expect(sentenceFor({ ...names, collections }, made)).toBe(
    'Dana created the collection Front desk',
  )
})

test('the list of usernames is no account', () => {
  const id = indexListId(parseWorkspaceId(WORKSPACE))
  expect(accountName(names, id)).toBe('the key of usernames')
})

test('a shared sign-in that was refused says which limit it was', () => {
  const refused = (rule: string) =>
    sentenceFor(names, entry('co-signing-refused', { accountId: PERCH, dealId: DANA, rule }))
  expect(refused('limit.hours')).toBe(
    'Dana was refused signing in to Perch studio: it was outside of the hours that are allowed',
  )
  expect(refused('deal.tag')).toBe(
    'Dana was refused signing in to Perch studio: it did not fit what was shared',
  )
  expect(refused('toString')).toMatch(/did not fit what was shared$/)
})

test('an approval says whether it was given', () => {
  const answered = (isApproved: boolean) =>
    sentenceFor(names, entry('sign-in-approval-answered', { accountId: PERCH, isApproved }))
  expect(answered(true)).toBe('Dana approved a sign-in to Perch studio')
  expect(answered(false)).toBe('Dana declined a sign-in to Perch studio')
})

test('every event has a sentence and a name', () => {
  for (const event of ACTIVITY_EVENTS) {
    expect(sentenceFor(names, entry(event, {})), event).toMatch(/^[A-Z].*[^.]$/)
    expect(activity.kinds[event], event).toMatch(/^[A-Z]/)
  }
})
