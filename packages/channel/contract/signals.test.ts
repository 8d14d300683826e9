import { expect, test } from 'vitest'
import { readLeftSignals, readSiteSignal } from './signals.ts'

const rpId = 'perch.example'
const SIGNALS = [
  { kind: 'unknown', rpId, credentialId: 'AQ' },
  { kind: 'accepted', rpId, userId: 'Ag', credentialIds: ['AQ'] },
  { kind: 'accepted', rpId, userId: 'Ag', credentialIds: [] },
  { kind: 'user', rpId, userId: 'Ag', name: 'x', displayName: '' },
]

test.each(SIGNALS)('[C106] $kind is read, without what does not belong to it', (signal) => {
  expect(readSiteSignal({ ...signal, more: 1 })).toEqual(signal)
})

test.each([
  undefined,
  null,
  'unknown',
  [],
  { kind: 'newer', rpId },
  { kind: 'unknown', credentialId: 'AQ' },
  { kind: 'unknown', rpId, credentialId: 'a b' },
  { kind: 'unknown', rpId, credentialId: '' },
  { kind: 'accepted', rpId, userId: 'Ag', credentialIds: [1] },
  { kind: 'accepted', rpId, userId: 'Ag', credentialIds: Array(257).fill('AQ') },
  { kind: 'user', rpId, userId: 'Ag', name: 'x' },
  { kind: 'user', rpId, userId: 'Ag', name: 'x'.repeat(201), displayName: '' },
])('%j is none', (value) => {
  expect(readSiteSignal(value)).toBeUndefined()
})

test('of those that wait, the ones that can be read come in order', () => {
  const origin = 'https://perch.example'
  const left = SIGNALS.map((signal, number) => ({ id: `s${number}`, at: 1, origin, signal }))
  const damaged = [null, { ...left[0], id: 7 }, { ...left[0], origin: undefined }, { id: 's9' }]
  expect(readLeftSignals([...damaged, ...left])).toEqual(left)
  expect(readLeftSignals('damaged')).toEqual([])
})
