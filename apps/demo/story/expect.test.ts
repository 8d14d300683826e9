import { KeyholderError } from '@keyward/keyholder/error'
import { expect, test } from 'vitest'
import { expectRefused, expectSame, expectThat } from './expect.ts'

const told = (message: string): unknown =>
  expect.objectContaining({ rule: 'demo.expected', message })

test('what does not hold is told with what was expected and found', async () => {
  expect(() => expectThat(false, 'Perch answers')).toThrow(
    told('Expected that Perch answers, and it is not so.'),
  )
  expect(() => expectSame('the members', ['Olga'], ['Olga', 'Uma'])).toThrow(
    told('Expected the members to be ["Olga","Uma"], and found ["Olga"].'),
  )
  expect(() => expectSame('the gate', undefined, 'biometrics')).toThrow(
    told('Expected the gate to be "biometrics", and found nothing.'),
  )
  const refuse = () => Promise.reject(new KeyholderError('session.ended', 'It has ended.'))
  await expect(expectRefused('the request', 'session.removed', refuse)).rejects.toThrow(
    told('Expected the request to be refused by session.removed: It has ended.'),
  )
  await expect(expectRefused('it', 'session.removed', () => Promise.resolve())).rejects.toThrow(
    told('Expected it to be refused by session.removed: it was done'),
  )
})

test('what holds goes on', async () => {
  expectThat(true, 'it holds')
  expectSame('equal values', { a: [1] }, { a: [1] })
  const refuse = () => Promise.reject(new KeyholderError('session.removed', 'You were removed.'))
  await expect(expectRefused('it', 'session.removed', refuse)).resolves.toBeUndefined()
})
