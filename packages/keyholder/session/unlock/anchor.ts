import { decodeBase64url } from '@keyward/codec'
import type { Me } from '@keyward/protocol'
import { openAnchor, VaultError } from '@keyward/vault/local'
import { KeyholderError } from '../../error.ts'
import { pullChain } from '../../membership/pull.ts'
import { actingOf } from '../calls/acting.ts'
import { sessionCall } from '../calls/session-call.ts'
import { type Core, requireOpen } from '../core.ts'
import { makeAnchor } from '../sign-up/enrolment.ts'

/** Keeps with the server which chain this member believes now. @throws {KeyholderError} `remote.*` */
export async function keepAnchor(core: Core): Promise<void> {
  const { unlocked, membership } = requireOpen(core)
  const anchor = await makeAnchor(core, unlocked, membership.state)
  await sessionCall(core, 'putAnchor', { body: { anchor } })
}

/**
 * Brings the chain up to date after unlocking, and holds it to what the member's other devices have
 * seen. What is wrong with it stays as the membership's evidence; that the server can't be reached
 * just now is no matter here.
 */
export async function compareChains(core: Core, me: Me): Promise<void> {
  const membership = () => requireOpen(core).membership
  try {
    await pullChain(actingOf(core))
    const { unlocked } = requireOpen(core)
    const bytes = decodeBase64url(me.anchor)
    const believed = await openAnchor(core.platform.aead, unlocked.accountKey, unlocked, bytes)
    await membership().hold(believed)
    if (membership().state.head.sequence + 1 > believed.head.sequence) await keepAnchor(core)
  } catch (error) {
    const isOfServer = error instanceof KeyholderError && error.rule !== 'session.removed'
    if (!isOfServer && !(error instanceof VaultError)) throw error
  }
}
