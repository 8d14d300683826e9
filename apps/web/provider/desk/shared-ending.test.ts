import { KeyholderError, type KeyholderRule } from '@keyward/keyholder/error'
import { WebAuthnError } from '@keyward/webauthn/data'
import { describe, expect, test } from 'vitest'
import { endings } from '../../messages/en/provider-endings.ts'
import { endingOfError } from './ending.ts'

const failed = (rule: KeyholderRule, detail?: string) =>
  new KeyholderError(rule, 'No.', detail === undefined ? {} : { detail })

describe('how signing in without the key ends on the screen', () => {
  test.each<[KeyholderRule, string | undefined, string]>([
    ['cosigning.waiting', undefined, 'shared-waiting'],
    ['cosigning.refused', 'terms_missing', 'shared-waiting'],
    ['cosigning.offline', undefined, 'shared-offline'],
    ['cosigning.approval-needed', 'declined', 'shared-declined'],
    ['cosigning.approval-needed', 'expired', 'shared-expired'],
    ['cosigning.approval-needed', undefined, 'shared-expired'],
    ['cosigning.spent', undefined, 'shared-failed'],
    ['cosigning.bad-answer', undefined, 'shared-failed'],
  ])('%s (%s) shows %s', (rule, detail, kind) => {
    expect(endingOfError(failed(rule, detail))).toEqual({ kind })
    expect(Object.keys(endings)).toContain(kind)
  })

  test.each(Object.keys(endings.limits))('%s is said by its own words', (limit) => {
    const ending = endingOfError(failed('cosigning.refused', limit))
    expect(ending).toEqual({ kind: 'shared-limit', limit })
  })

  test.each(['deal.tag', 'needs-grant', undefined])('%s is told without a limit', (detail) => {
    const ending = endingOfError(failed('cosigning.refused', detail))
    expect(ending).toEqual({ kind: 'shared-limit', limit: 'other' })
  })

  test('a ceremony that failed says why in its cause', () => {
    const cause = failed('cosigning.refused', 'limit.hours')
    const wrapped = new WebAuthnError('ceremony.signing-failed', 'Not signed.', { cause })
    expect(endingOfError(wrapped)).toEqual({ kind: 'shared-limit', limit: 'limit.hours' })
  })

  test('what failed without being shared is no matter of sharing', () => {
    expect(endingOfError(new WebAuthnError('ceremony.signing-failed', 'Not signed.'))).toEqual({
      kind: 'not-signed',
    })
  })
})
