import { ChannelError } from '@keyward/channel'
import { KeyholderError, type KeyholderRule } from '@keyward/keyholder/error'
import { GateError, OriginError } from '@keyward/keyholder/provider'
import { type Rule, WebAuthnError } from '@keyward/webauthn/data'
import { describe, expect, test } from 'vitest'
import { endings } from '../../messages/en/provider-endings.ts'
import { endingOf, endingOfError } from './ending.ts'

const gate = (name: GateError['closed']['gate']): GateError =>
  new GateError({ gate: name, decision: undefined })

describe('how a request ends on the screen', () => {
  test('each refused gate has its own screen', () => {
    expect(endingOfError(gate('provider-enabled'))).toEqual({ kind: 'autofill-off' })
    expect(endingOfError(gate('workspace-role'))).toEqual({ kind: 'role' })
    expect(endingOfError(gate('create-here'))).toEqual({ kind: 'mobile-only' })
  })

  test('what the person cancelled or has read already is not told again', () => {
    for (const name of ['biometrics', 'user-verification'] as const)
      expect(endingOfError(gate(name)), name).toBeUndefined()
    for (const rule of ['ceremony.declined', 'ceremony.excluded', 'ceremony.aborted'] as const)
      expect(endingOfError(new WebAuthnError(rule, 'No.')), rule).toBeUndefined()
    expect(endingOfError(new KeyholderError('provider.cancelled', 'No.'))).toBeUndefined()
  })

  test('an app that is not believed is told by the reason', () => {
    expect(endingOfError(new OriginError('unsigned'))).toEqual({
      kind: 'not-believed',
      reason: 'unsigned',
    })
  })

  test.each<[KeyholderRule, string]>([
    ['session.none', 'nobody'],
    ['session.not-admitted', 'not-admitted'],
    ['session.removed', 'removed'],
    ['session.locked', 'locked'],
    ['membership.forked', 'server-lied'],
    ['membership.rolled-back', 'server-lied'],
    ['activity.forked', 'server-lied'],
    ['remote.malformed', 'server-lied'],
    ['replica.damaged', 'damaged'],
    ['replica.full', 'full'],
    ['replica.newer', 'newer'],
    ['replica.unavailable', 'unknown'],
    ['account.not-owner', 'not-owner'],
    ['transfer.refused', 'unknown'],
  ])('%s shows %s', (rule, kind) => {
    expect(endingOfError(new KeyholderError(rule, 'No.'))).toEqual({ kind })
  })

  test('a passkey that could not be saved says why where that is known', () => {
    const full = new KeyholderError('replica.full', 'No space.')
    const failed = new WebAuthnError('ceremony.not-saved', 'Not saved.', { cause: full })
    expect(endingOfError(failed)).toEqual({ kind: 'full' })
    expect(endingOfError(new WebAuthnError('ceremony.not-saved', 'Not saved.'))).toEqual({
      kind: 'not-saved',
    })
  })

  test.each<Rule>([
    'data.client-data',
    'options.type',
    'options.algorithms',
    'related-origins.not-listed',
    'caller.cross-origin',
    'ceremony.internal',
    'ceremony.signing-failed',
    'ceremony.cannot-verify',
  ])('%s ends on a screen that there is', (rule) => {
    const ending = endingOfError(new WebAuthnError(rule, 'No.'))
    expect(Object.keys(endings)).toContain(ending?.kind)
  })

  test('a wrong site and a missing passkey are told apart', () => {
    expect(endingOfError(new WebAuthnError('rp-id.not-a-suffix', 'No.'))).toEqual({
      kind: 'wrong-site',
    })
    expect(endingOfError(new WebAuthnError('ceremony.no-credential', 'No.'))).toEqual({
      kind: 'no-passkey',
    })
  })

  test('nothing is told of an error that nobody expected', () => {
    expect(endingOfError(new Error('secret'))).toEqual({ kind: 'unknown' })
    expect(endingOfError('secret')).toEqual({ kind: 'unknown' })
  })

  test('a part that did not load, and a phone that is gone, are told as such', () => {
    const missing = new TypeError('Failed to fetch dynamically imported module: /assets/a.js')
    expect(endingOfError(missing)).toEqual({ kind: 'not-loaded' })
    expect(endingOfError(new ChannelError('closed', 'No.'))).toEqual({ kind: 'phone-lost' })
  })

  test('an answer that the app did not take is told by what it was', () => {
    const error = new ChannelError('conflict', 'No.')
    const undelivered = { outcome: 'undelivered', credentialId: 'AQ', error } as const
    expect(endingOf(undelivered, 'create')).toEqual({ kind: 'undelivered' })
    expect(endingOf(undelivered, 'get')).toEqual({ kind: 'sign-in-undelivered' })
    expect(endingOf({ outcome: 'completed', credentialId: 'AQ' }, 'get')).toBeUndefined()
  })

  test('every ending has a title that is no sentence, and sentences that say what is next', () => {
    const { openSettings, openKeyward, steps, limits, ...screens } = endings
    expect([openSettings, openKeyward, steps.ios.length]).toEqual([
      'Open settings',
      'Open Keyward',
      3,
    ])
    for (const said of Object.values(limits)) expect(said).toMatch(/\.$/)
    for (const [kind, { title, text }] of Object.entries(screens)) {
      expect(title, kind).toMatch(/[^.]$/)
      expect(typeof text === 'string' ? text : text('Because.'), kind).toMatch(/\.$/)
    }
  })
})
