import { KeyholderError, type KeyholderRule } from '@keyward/keyholder/error'
import { expect, test } from 'vitest'
import { makeReady, type Readied } from './make-ready.ts'
import { AgentSecret, makeSecret } from './secret.ts'

/** A keyholder that is locked or not, and whose syncs end one after the other with these problems. */
function keyholderWith(
  kind: 'locked' | 'unlocked',
  problems: readonly (KeyholderRule | undefined)[],
  refusal?: KeyholderRule,
) {
  const done: string[] = []
  const left = [...problems]
  const readied = {
    session: {
      state: { kind },
      async unlock(given: { passphrase?: string }) {
        done.push(`unlock by ${given.passphrase}`)
        if (refusal !== undefined) throw new KeyholderError(refusal, 'Refused.')
      },
      touch: () => void done.push('touch'),
    },
    async synchronise() {
      done.push('synchronise')
      const rule = left.shift()
      return { problem: rule && new KeyholderError(rule, 'A problem.') }
    },
  }
  return { done, readied: readied as unknown as Readied }
}

const secret = new AgentSecret('text')

test('what is locked is unlocked, and then synchronised', async () => {
  const { done, readied } = keyholderWith('locked', [undefined])
  await makeReady(readied, secret)
  expect(done).toEqual(['unlock by text', 'touch', 'synchronise'])
})

test('what is unlocked is used, so that it stays so', async () => {
  const { done, readied } = keyholderWith('unlocked', [undefined])
  await makeReady(readied, secret)
  expect(done).toEqual(['touch', 'synchronise'])
})

test('a session that the server has ended is begun anew, once', async () => {
  const { done, readied } = keyholderWith('unlocked', ['session.ended', undefined])
  await makeReady(readied, secret)
  expect(done).toEqual(['touch', 'synchronise', 'unlock by text', 'synchronise'])
  const again = keyholderWith('unlocked', ['session.ended', 'session.ended'])
  await expect(makeReady(again.readied, secret)).rejects.toMatchObject({ rule: 'session.ended' })
})

test('problems are told by their rules', async () => {
  const ready = (problem?: KeyholderRule, refusal?: KeyholderRule) =>
    makeReady(keyholderWith('locked', [problem], refusal).readied, secret)
  await expect(ready('remote.offline')).rejects.toMatchObject({ rule: 'remote.offline' })
  await expect(ready('session.not-admitted')).rejects.toMatchObject({ rule: 'agent.not-admitted' })
  await expect(ready(undefined, 'session.wrong-passphrase')).rejects.toMatchObject({
    rule: 'agent.secret',
  })
  await expect(ready(undefined, 'remote.offline')).rejects.toMatchObject({ rule: 'remote.offline' })
})

test('a secret is 32 new bytes as text, and does not print', () => {
  const made = makeSecret()
  expect(made.reveal()).toMatch(/^keyward_agent_[\w-]{43}$/)
  expect(makeSecret().reveal()).not.toBe(made.reveal())
  expect(`${made}${JSON.stringify({ made })}`).not.toContain(made.reveal())
})
