import {
  bindCaller,
  type CancelSignal,
  type CreationOptions,
  type RequestOptions,
} from '@keyward/webauthn/client'
import { decideOrigin } from '../origin/decide.ts'
import { rpIdOf } from '../system/read.ts'
import type { SystemRequest } from '../system/types.ts'
import { unlessCancelled } from './cancelled.ts'
import type { AnswerPorts } from './ports.ts'

/**
 * Checks that a page may ask for its RP ID, embedded as it is, before anybody is asked to unlock for
 * it. The ceremony checks the same again. Nothing happens for requests of phones.
 *
 * @throws {WebAuthnError} `origin.*`, `rp-id.*`, `related-origins.*`, `caller.*`
 */
export async function checkPage(
  { client, privileged }: AnswerPorts,
  request: SystemRequest,
  options: CreationOptions | RequestOptions,
  signal: CancelSignal | undefined,
): Promise<void> {
  if (request.platform !== 'browser' || client === undefined) return
  const rpId = rpIdOf(options)
  const decision = decideOrigin(request, rpId, { privileged, linked: [], trusted: [] })
  if (decision.kind !== 'allowed') return
  await unlessCancelled(signal, async () => {
    await bindCaller(await client(), decision.caller, {
      type: request.kind === 'create' ? 'webauthn.create' : 'webauthn.get',
      challenge: options.challenge,
      ...(rpId === undefined ? {} : { rpId }),
    })
  })
}
