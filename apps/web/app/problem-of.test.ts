import { ChannelError } from '@keyward/channel'
import { KeyholderError } from '@keyward/keyholder/error'
import { expect, test } from 'vitest'
import { messages } from '../messages/messages.ts'
import { problemOf } from './problem-of.ts'

const { byRule, other } = messages.problems

test('a known rule has words of its own', () => {
  const error = new KeyholderError('session.wrong-passphrase', 'The passphrase is wrong.')
  expect(problemOf(error)).toMatchObject(byRule['session.wrong-passphrase'])
})

test('a refusal of the server has the words for its code, else those for all refusals', () => {
  const refused = (code: 'rate_limited' | 'object_refused') =>
    problemOf(new KeyholderError('remote.refused', 'No.', { code }))
  expect(refused('rate_limited')).toMatchObject(byRule['remote.refused:rate_limited'])
  expect(refused('object_refused')).toMatchObject({
    rule: 'remote.refused:object_refused',
    title: byRule['remote.refused'].title,
  })
})

test('a rule of the workspace is told in its own sentence', () => {
  const refusal = 'needs-account-owner'
  const error = new KeyholderError('forbidden', 'Only an Owner can do this.', { refusal })
  const problem = problemOf(error)
  expect(problem.rule).toBe('forbidden:needs-account-owner')
  expect(problem.text).toContain('Only an Owner can do this.')
})

test('what a shell says has words, and so has a passkey that was declined', () => {
  expect(problemOf(new ChannelError('lockout', ''))).toMatchObject(byRule['shell.lockout'])
  const declined = Object.assign(new Error('x'), { name: 'NotAllowedError' })
  expect(problemOf(declined)).toMatchObject(byRule.declined)
})

test('a part of the app that can’t be loaded now is a server that can’t be reached', () => {
  const messagesOfBrowsers = [
    'Failed to fetch dynamically imported module: http://localhost:8700/assets/a.js',
    'error loading dynamically imported module',
    'Importing a module script failed.',
  ]
  for (const message of messagesOfBrowsers)
    expect(problemOf(new TypeError(message)), message).toMatchObject(byRule['remote.offline'])
})

test('nothing is told of an unexpected error, which may hold anything', () => {
  for (const error of [new Error('secret'), new TypeError('secret'), 'secret', undefined]) {
    const problem = problemOf(error)
    expect(problem).toMatchObject({ rule: 'internal', title: other.title })
    expect(JSON.stringify(problem)).not.toContain('secret')
  }
})
