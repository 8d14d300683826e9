import { drop } from './drop.ts'
import { type Core, tell } from './core.ts'
import { readKnown } from './state/known.ts'

/**
 * Follows what other tabs and processes do to the replica: they lock, they erase, they renew keys,
 * they go on with the chain. Returns the way to stop.
 */
export function heedOthers(core: Core): () => void {
  return core.replica.watch((event) => {
    if (event.kind === 'lock') drop(core, 'elsewhere')
    else void catchUp(core).catch(() => drop(core, 'elsewhere'))
  })
}

async function catchUp(core: Core): Promise<void> {
  const before = core.known
  const known = await readKnown(core.replica)
  core.known = known
  if (known === undefined || known.deviceId !== before?.deviceId) {
    core.remote = undefined
    core.proofKey = undefined
    if (core.open !== undefined) drop(core, 'signed-out')
    return
  }
  const { open } = core
  if (open === undefined) return
  const { accountKeyEpoch, keysetEpoch } = open.unlocked
  if (accountKeyEpoch !== known.accountKeyEpoch || keysetEpoch !== known.keysetEpoch) {
    drop(core, 'keys-changed')
    return
  }
  if (!before.isAdmitted && known.isAdmitted) tell(core, { kind: 'admitted' })
  await open.membership.refresh()
}
