import type { SessionGranted, SigningDevice } from '@keyward/protocol'
import { finishLogin, type PassphraseLogin, startLogin, VaultError } from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'
import type { Remote } from '../../remote/port.ts'
import { asRule } from '../calls/remote.ts'

/**
 * Signs in by passphrase (OPAQUE): the server learns nothing of it, and neither side believes the
 * other before both have proven that they know the same.
 *
 * @throws {KeyholderError} `session.wrong-passphrase`; `remote.not-a-server` for another server than
 *   the one of `serverKey`; `remote.*`
 */
export async function passphraseSession(
  remote: Remote,
  who: {
    readonly workspaceId: string
    readonly address: string
    readonly device: SigningDevice
    /** The server's key as it was seen before; empty when it was not. */
    readonly serverKey?: string
  },
  passphrase: string,
): Promise<{ readonly granted: SessionGranted; readonly login: PassphraseLogin }> {
  const { workspaceId, address, device } = who
  const { attempt, request } = await startLogin(passphrase)
  const started = await remote.call('startPassphrase', { body: { workspaceId, address, request } })
  try {
    const login = await finishLogin(attempt, started.response, who.serverKey || undefined)
    const { loginId } = started
    const body = { loginId, finish: login.finish, device }
    return { granted: await remote.call('finishPassphrase', { body }), login }
  } catch (error) {
    throw asRule(asWrong(error), 'sign_in_refused', 'session.wrong-passphrase')
  }
}

function asWrong(error: unknown): unknown {
  if (!(error instanceof VaultError)) return error
  if (error.rule === 'opaque.wrong-passphrase')
    return new KeyholderError(
      'session.wrong-passphrase',
      'The address or the passphrase is wrong.',
      { cause: error },
    )
  if (error.rule === 'opaque.server-key')
    return new KeyholderError('remote.not-a-server', error.message, { cause: error })
  return new KeyholderError('remote.malformed', error.message, { cause: error })
}
