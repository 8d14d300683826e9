import type { Signer } from '../signer/signer.ts'
import type { Incarnated } from '../signer/signer.ts'
import type { Store } from '../store/store.ts'

interface Both {
  readonly store: Store
  readonly signer: Signer
  /** UTC milliseconds. */
  readonly clock: () => number
}

/**
 * Brings the database and the signer's store together, before anything is answered: a signer whose
 * workspaces were restored from a backup begins anew, and deals that one of both does not have end.
 */
export async function settleSigner({ store, signer, clock }: Both): Promise<void> {
  const workspaces: Incarnated[] = []
  for (const workspaceId of await store.workspaces.list(Number.MAX_SAFE_INTEGER)) {
    const found = await store.workspaces.get(workspaceId)
    if (found !== undefined) workspaces.push({ workspaceId, incarnation: found.incarnation })
  }
  const live = await signer.settle(workspaces, await store.deals.live())
  await store.deals.endOthers(signer.signerId, live, clock())
}

/** A new signer in the place of the present one: all deals have ended, and owners make new ones. */
export async function renewSigner(both: Both): Promise<void> {
  await both.signer.renew()
  await settleSigner(both)
}
