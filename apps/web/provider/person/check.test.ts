import { ChannelError } from '@keyward/channel'
import { describe, expect, test } from 'vitest'
import { fakeShell } from '../../shell/cases/fake-shell.ts'
import { BIOMETRIC_KEY } from '../../shell/biometric-key.ts'
import { beginCheck } from './check.ts'

const asking = { key: BIOMETRIC_KEY, prompt: 'Another sentence' }

describe('the check that is begun before the vault is loaded', () => {
  test('whoever asks for the key gets the outcome of the prompt that is up', async () => {
    const shell = fakeShell({
      'secure.get': () => ({ value: 'AQ', verified: { type: 'biometric' } }),
    })
    const check = beginCheck(shell, 'Sign in to Perch')
    check.begin()
    expect(await check.port.call('secure.get', asking)).toMatchObject({ value: 'AQ' })
    expect(shell.asked).toEqual([
      { method: 'secure.get', params: { key: BIOMETRIC_KEY, prompt: 'Sign in to Perch' } },
    ])
    expect(check.verified()).toBe('biometric')
  })

  test('a second question is a second prompt', async () => {
    const shell = fakeShell({ 'secure.get': () => ({ value: 'AQ', verified: null }) })
    const check = beginCheck(shell, 'Sign in to Perch')
    check.begin()
    await check.port.call('secure.get', asking)
    await check.port.call('secure.get', asking)
    expect(shell.asked).toHaveLength(2)
  })

  test('a key that was given to nobody verifies nobody', async () => {
    const shell = fakeShell({ 'secure.get': () => ({ value: 'AQ', verified: null }) })
    const check = beginCheck(shell, 'Sign in to Perch')
    await check.port.call('secure.get', asking)
    expect(check.verified()).toBeUndefined()
  })

  test('a failed prompt is told to whoever asks, and forgets an earlier verification', async () => {
    let isMatch = true
    const shell = fakeShell({
      'secure.get': () => {
        if (!isMatch) throw new ChannelError('no_match', 'No.')
        return { value: 'AQ', verified: { type: 'biometric' } }
      },
    })
    const check = beginCheck(shell, 'Sign in to Perch')
    await check.port.call('secure.get', asking)
    isMatch = false
    await expect(check.port.call('secure.get', asking)).rejects.toMatchObject({ code: 'no_match' })
    expect(check.verified()).toBeUndefined()
  })

  test('everything else goes to the shell as it is', async () => {
    const shell = fakeShell({ 'secure.has': () => ({ has: true }) })
    const check = beginCheck(shell, 'Sign in to Perch')
    expect(await check.port.call('secure.has', { key: 'other' })).toEqual({ has: true })
  })
})
