import type { UnlockContext } from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'
import type { Change } from '../../replica/port.ts'
import { type Core, requireKnown } from '../core.ts'
import { type LocalMethod, methodRow, readMethods, removedMethodRow } from '../state/methods.ts'

/** Keeps a method in place of those of its kind. @throws {KeyholderError} `replica.*` */
export async function replaceMethod(core: Core, method: LocalMethod): Promise<void> {
  await core.replica.write([...(await removalsOf(core, method.kind)), methodRow(method)])
}

/** What takes out the methods of a kind. */
export async function removalsOf(core: Core, kind: LocalMethod['kind']): Promise<Change[]> {
  return (await methodsOf(core, kind)).map(({ methodId }) => removedMethodRow(methodId))
}

/** The methods of a kind, under the present account key. */
export async function methodsOf(
  core: Core,
  kind: LocalMethod['kind'],
): Promise<readonly LocalMethod[]> {
  const { accountKeyEpoch } = requireKnown(core)
  return (await readMethods(core.replica)).filter(
    (method) => method.kind === kind && method.accountKeyEpoch === accountKeyEpoch,
  )
}

/** What the account key is wrapped with it for. */
export function contextOf(core: Core, { methodId, accountKeyEpoch }: LocalMethod): UnlockContext {
  return { ...requireKnown(core), methodId, accountKeyEpoch }
}

export function unavailable(): KeyholderError {
  return new KeyholderError(
    'session.offline-unlock-unavailable',
    'This device can not unlock that way without the server.',
  )
}
