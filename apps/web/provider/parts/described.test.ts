import { describe, expect, test } from 'vitest'
import { passkeyChoice } from '../cases/questions.ts'
import { describePasskey } from './described.ts'

const NOW = 1_795_000_000_000
const HOUR = 3_600_000

describe('a passkey in words', () => {
  test('[C79] names the user, the display name, the account and how it is shared', () => {
    const shared = passkeyChoice({ sharedWith: 3, lastUsedAt: NOW - 2 * HOUR })
    expect(describePasskey(shared, NOW)).toEqual({
      title: 'studio@acme.example',
      account: 'Acme Studio · Perch',
      sharing: 'Shared with 2 other people',
      used: 'Used 2 hours ago',
    })
  })

  test('tells an own account from one that is shared with the member', () => {
    const sharing = (relation: 'owner' | 'manager' | 'collaborator') =>
      describePasskey(passkeyChoice({ relation }), NOW).sharing
    expect(sharing('owner')).toBe('Yours alone')
    expect(sharing('manager')).toContain('Shared with you')
    expect(sharing('collaborator')).toContain('never hold the key')
  })

  test('what has no name says so, and no word comes twice', () => {
    const bare = passkeyChoice({
      username: '',
      userName: '',
      displayName: '',
      appName: 'Perch',
      name: 'Perch',
    })
    expect(describePasskey(bare, NOW)).toMatchObject({ title: 'No username', account: 'Perch' })
  })

  test('[C70] a time that is none reads as never, and a clock that was put back tells no future', () => {
    const used = (lastUsedAt: number | undefined) =>
      describePasskey(passkeyChoice({ lastUsedAt }), NOW).used
    for (const at of [undefined, Number.NaN, Number.POSITIVE_INFINITY])
      expect(used(at)).toBe('Not used yet')
    expect(used(NOW + 26 * HOUR)).toBe('Used now')
    expect(used(NOW - 59_000)).toBe('Used now')
    expect(used(NOW - 26 * HOUR)).toBe('Used yesterday')
  })
})
