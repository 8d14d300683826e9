import { KeyholderError } from '@keyward/keyholder/error'
import { WebAuthnError } from '@keyward/webauthn/data'
import { expect, test } from 'vitest'
import { CliError } from './error.ts'
import { describeFailure } from './failure.ts'

const keyholder = (rule: KeyholderError['rule'], more = {}) =>
  new KeyholderError(rule, 'A sentence.', more)

test.each([
  [new CliError('cli.option', 'A sentence.'), 2, 'cli.option'],
  [new CliError('cli.locked', 'A sentence.'), 3, 'cli.locked'],
  [new CliError('cli.not-found', 'A sentence.'), 5, 'cli.not-found'],
  [keyholder('session.locked'), 3, 'session.locked'],
  [keyholder('session.wrong-passphrase'), 1, 'session.wrong-passphrase'],
  [keyholder('remote.offline'), 4, 'remote.offline'],
  [keyholder('remote.malformed'), 7, 'remote.malformed'],
  [keyholder('membership.forked'), 7, 'membership.forked'],
  [keyholder('membership.unknown-member'), 5, 'membership.unknown-member'],
  [keyholder('activity.rolled-back'), 7, 'activity.rolled-back'],
  [keyholder('account.username-taken'), 6, 'account.username-taken'],
  [keyholder('replica.full'), 8, 'replica.full'],
  [keyholder('forbidden', { refusal: 'needs-grant' }), 1, 'forbidden:needs-grant'],
  [keyholder('remote.refused', { code: 'rate_limited' }), 4, 'remote.refused:rate_limited'],
  [keyholder('remote.refused', { code: 'bad_request' }), 1, 'remote.refused:bad_request'],
  [new WebAuthnError('ceremony.no-credential', 'A sentence.'), 1, 'ceremony.no-credential'],
])('%o ends with %i', (error, exit, rule) => {
  expect(describeFailure(error)).toMatchObject({ exit, rule, message: 'A sentence.' })
})

test('nothing is said of an error that nobody expected', () => {
  class SpoofError extends Error {
    readonly rule = 'cli.option'
  }
  for (const error of [new Error('hunter2'), new SpoofError('hunter2'), 'hunter2', undefined]) {
    const told = describeFailure(error)
    expect(told).toMatchObject({ exit: 70, rule: 'cli.internal', name: 'UnknownError' })
    expect(JSON.stringify(told)).not.toContain('hunter2')
  }
})
