import type { LeftSignal } from '@keyward/channel'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { expect, test } from 'vitest'
import { nextHints } from '../routing/hints.ts'
import { readSettings } from '../settings/settings.ts'
import { admitSignal, enqueue } from './queue.ts'
import { readSignal } from './read-signal.ts'

const UNKNOWN = JSON.stringify({ rpId: 'perch.test', credentialId: 'AQID' })
const ACCEPTED = JSON.stringify({
  rpId: 'perch.test',
  userId: 'AQ',
  allAcceptedCredentialIds: ['AQID'],
})
const USER = JSON.stringify({ rpId: 'perch.test', userId: 'AQ', name: 'a', displayName: '' })

const entry = { credentialId: 'AQID', rpId: 'perch.test', userHandle: 'AQ', userName: 'a' }
const entries = [{ ...entry, displayName: 'A', accountName: 'Perch', lastUsedAt: 0 }]
const hints = nextHints(
  undefined,
  { generation: 1, accounts: [], entries },
  (n) => new Uint8Array(n),
)
const settings = readSettings({ 'keyward.member': true, 'keyward.hints': hints }, {})

const admit = (origin: string, text: string, from = settings) =>
  admitSignal({ origin, method: 'signalUnknownCredential', text, settings: from, now: 5, id: 's1' })

test('the three signals are read', () => {
  expect(readSignal('signalUnknownCredential', UNKNOWN)).toEqual({
    kind: 'unknown',
    rpId: 'perch.test',
    credentialId: 'AQID',
  })
  expect(readSignal('signalAllAcceptedCredentials', ACCEPTED)).toEqual({
    kind: 'accepted',
    rpId: 'perch.test',
    userId: 'AQ',
    credentialIds: ['AQID'],
  })
  expect(readSignal('signalCurrentUserDetails', USER)).toEqual({
    kind: 'user',
    rpId: 'perch.test',
    userId: 'AQ',
    name: 'a',
    displayName: '',
  })
})

test.each([
  ['signalUnknownCredential', '{"rpId":"perch.test"}'],
  ['signalUnknownCredential', '{"rpId":"perch.test","credentialId":"a b"}'],
  ['signalUnknownCredential', '{"credentialId":"AQ"}'],
  ['signalAllAcceptedCredentials', '{"rpId":"a","userId":"AQ","allAcceptedCredentialIds":[1]}'],
  ['signalCurrentUserDetails', '{"rpId":"a","userId":"AQ","name":"a"}'],
  ['constructor', UNKNOWN],
  ['signalUnknownCredential', 'null'],
  ['signalUnknownCredential', '{'],
])('%s with %s is none', (method, text) => {
  expect(readSignal(method, text)).toBe(undefined)
})

test('any text gives a signal or nothing', () => {
  const outcome = fuzzParser({
    name: 'signal',
    samples: [UNKNOWN].map((text) => new TextEncoder().encode(text)),
    parse(bytes) {
      const read = readSignal('signalUnknownCredential', new TextDecoder().decode(bytes))
      if (read === undefined) throw new RangeError()
      return read
    },
    isOwnError: (error) => error instanceof RangeError,
    runs: fuzzRuns(),
  })
  expect(Math.min(outcome.accepted, outcome.refused)).toBeGreaterThan(0)
})

test('[C42] a site says it of an RP ID of its own, for which there is a passkey, or of none', () => {
  expect(admit('https://perch.test', UNKNOWN)).toEqual({
    id: 's1',
    at: 5,
    origin: 'https://perch.test',
    signal: { kind: 'unknown', rpId: 'perch.test', credentialId: 'AQID' },
  })
  expect(admit('https://login.perch.test', UNKNOWN)?.signal.rpId).toBe('perch.test')
  expect(admit('https://heron.test', UNKNOWN)).toBe(undefined)
  expect(admit('https://heron.test', UNKNOWN.replace('perch', 'heron'))).toBe(undefined)
  expect(admit('https://perch.test', UNKNOWN, readSettings({}, {}))).toBe(undefined)
})

test('the queue has the same words once, and a hundred at most, the newest', () => {
  const signal = (i: number): LeftSignal => ({
    id: `s${i}`,
    at: i,
    origin: 'https://perch.test',
    signal: { kind: 'unknown', rpId: 'perch.test', credentialId: btoa(`${100 + i}`) },
  })
  let queue: readonly LeftSignal[] = enqueue('damaged', signal(0))
  expect(enqueue(queue, { ...signal(0), id: 'again' })).toHaveLength(1)
  for (let i = 1; i < 150; i += 1) queue = enqueue(queue, signal(i))
  expect(queue).toHaveLength(100)
  expect(queue.at(-1)?.id).toBe('s149')
})
