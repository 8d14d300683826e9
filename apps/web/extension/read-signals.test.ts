import { expect, test } from 'vitest'
import { memoryArea } from './cases/memory-browser.ts'
import { dropSignals, readSignals, watchSignals } from './read-signals.ts'

const about = { at: 1, origin: 'https://perch.example' }
const rpId = 'perch.example'
const LEFT = [
  { ...about, id: 'a', signal: { kind: 'unknown', rpId, credentialId: 'AQ' } },
  { ...about, id: 'b', signal: { kind: 'accepted', rpId, userId: 'Ag', credentialIds: ['AQ'] } },
  { ...about, id: 'c', signal: { kind: 'user', rpId, userId: 'Ag', name: 'x', displayName: '' } },
]

test('[C106] what sites said is read in order, and what can’t be read is passed over', async () => {
  const area = memoryArea({ 'keyward.signals': [null, { id: 'g' }, ...LEFT] })
  const read = await readSignals(area)
  expect(read.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(read[0]?.signal).toEqual({ kind: 'unknown', rpId, credentialId: 'AQ' })
  expect(await readSignals(memoryArea({ 'keyward.signals': 'x' }))).toEqual([])
})

test('those that were taken in go, and others that came meanwhile stay', async () => {
  const area = memoryArea({ 'keyward.signals': LEFT })
  let told = 0
  watchSignals(area, () => (told += 1))
  await dropSignals(area, new Set(['a', 'c']))
  expect((await readSignals(area)).map(({ id }) => id)).toEqual(['b'])
  expect(told).toBe(1)
})
