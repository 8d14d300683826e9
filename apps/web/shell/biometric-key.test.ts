import { ChannelError } from '@keyward/channel'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { describe, expect, test } from 'vitest'
import { deviceKeyContract } from '../platform/cases/device-key-contract.ts'
import { BIOMETRIC_KEY, biometricKey } from './biometric-key.ts'
import { fakeShell, secureHandlers } from './cases/fake-shell.ts'

const ports = {
  aead: nobleAead(),
  random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  prompt: 'Use Face ID to unlock Keyward',
}
const SECRET = Uint8Array.of(1, 2, 3)
const CONTEXT = Uint8Array.of(9)

describe('the key behind biometrics', () => {
  deviceKeyContract(() => biometricKey({ ...ports, port: fakeShell(secureHandlers()) }))

  test('is kept by the shell behind biometrics, and the wrapped value nowhere', async () => {
    const port = fakeShell(secureHandlers())
    await biometricKey({ ...ports, port }).wrap(SECRET, CONTEXT)
    expect(port.asked).toStrictEqual([
      {
        method: 'secure.put',
        params: {
          key: BIOMETRIC_KEY,
          value: expect.stringMatching(/^[\w-]{43}$/),
          gate: 'biometric',
        },
      },
    ])
  })

  test('wrapping again takes the key of the earlier value away', async () => {
    const key = biometricKey({ ...ports, port: fakeShell(secureHandlers()) })
    const first = await key.wrap(SECRET, CONTEXT)
    await key.wrap(SECRET, CONTEXT)
    await expect(key.unwrap(first, CONTEXT)).rejects.toMatchObject({ code: 'aead.refused' })
  })

  test('a shell that keeps no key says that Biometrics Login is off', async () => {
    const shell = secureHandlers()
    const port = fakeShell(shell)
    const key = biometricKey({ ...ports, port })
    const wrapped = await key.wrap(SECRET, CONTEXT)
    await port.call('secure.delete', { key: BIOMETRIC_KEY })
    await expect(key.unwrap(wrapped, CONTEXT)).rejects.toMatchObject({ rule: 'biometric.absent' })
  })

  test('what the prompt came to is thrown as the shell said it', async () => {
    const port = fakeShell({
      ...secureHandlers(),
      'secure.get': () => {
        throw new ChannelError('no_match', 'No match.')
      },
    })
    const key = biometricKey({ ...ports, port })
    const wrapped = await key.wrap(SECRET, CONTEXT)
    await expect(key.unwrap(wrapped, CONTEXT)).rejects.toMatchObject({ code: 'no_match' })
  })
})
