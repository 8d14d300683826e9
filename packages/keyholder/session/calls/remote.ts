import { KeyholderError } from '../../error.ts'
import type { Remote } from '../../remote/port.ts'
import type { ProofKey } from '../../remote/proof-key.ts'
import { type Core, requireKnown } from '../core.ts'
import { SESSION_PARTS } from '../parts.ts'
import { damaged } from '../state/map.ts'
import type { Change } from '../../replica/port.ts'

/** The server of the stored device. @throws {KeyholderError} `session.none`, `replica.damaged` */
export async function remoteOf(core: Core): Promise<Remote> {
  const { origin } = requireKnown(core)
  if (core.remote !== undefined) return core.remote
  const proofKey = core.proofKey ?? (await core.proofKeys.load())
  if (proofKey === undefined) throw damaged()
  core.proofKey = proofKey
  const remote = await makeRemote(core, origin, proofKey)
  core.remote ??= remote
  return core.remote
}

/** A server for a device that is being set up, with its new proof key and the rows that keep it. */
export async function newRemote(
  core: Core,
  origin: string,
): Promise<{ readonly remote: Remote; readonly rows: readonly Change[] }> {
  const { key, rows } = await core.proofKeys.make()
  core.proofKey = key
  core.remote = await makeRemote(core, origin, key)
  return { remote: core.remote, rows }
}

/**
 * Lazily: what this device keeps is opened without the forms of the wire. Where they can't be loaded,
 * there is no network.
 *
 * @throws {KeyholderError} `remote.offline`
 */
async function makeRemote(
  { platform }: Pick<Core, 'platform'>,
  origin: string,
  proofKey: ProofKey,
): Promise<Remote> {
  const { remoteServer } = await SESSION_PARTS.remote().catch((cause: unknown) => {
    throw new KeyholderError('remote.offline', 'The server can not be reached.', { cause })
  })
  return remoteServer({ origin, platform, proofKey })
}

/** Which of the server's refusals a person hears as this rule. */
export function asRule(
  error: unknown,
  code: KeyholderError['code'],
  rule: 'session.wrong-passphrase' | 'session.wrong-kit' | 'membership.invitation',
): unknown {
  if (!(error instanceof KeyholderError) || error.code !== code) return error
  return new KeyholderError(rule, error.message, { cause: error })
}
