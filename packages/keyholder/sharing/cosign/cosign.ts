import { encodeBase64url, encodeUtf8 } from '@keyward/codec'
import type { Cosigned } from '@keyward/protocol'
import { CosigningError } from '@keyward/cosigning/grantee'
import { type Limits, refusedByLimits } from '@keyward/cosigning/terms'
import { KeyholderError } from '../../error.ts'
import { cancelled } from '../../provider/answer/cancelled.ts'
import { eraseDeal } from '../held/erase.ts'
import { ownGrant } from '../held/grants.ts'
import { heldDeals } from '../held/held.ts'
import { pullDeals } from '../held/pull.ts'
import type { SharingPorts } from '../ports.ts'
import { sealWords } from '../words.ts'
import { askApproval, isWindowOpen } from './approval.ts'
import type { CosignAsk } from '../../provider/cosign-ask.ts'
import { explainedRefusal, refusalOf, refusedBy, unshared, waiting } from './refusal.ts'
import { type StartedSignIn, startSignIn } from './start.ts'

/** UV among the flags of authenticator data. */
const USER_VERIFIED = 0x04

/** With how many deals or rows one sign-in is tried. */
const MOST_ATTEMPTS = 4

/**
 * Signs in together with the signer: the private key is not on this device. What is used of a deal
 * is marked as spent before it is sent, sent once, and erased afterwards. The signature is verified
 * before it is given out.
 *
 * @returns the signature, in DER for ES256
 * @throws {KeyholderError} `cosigning.*`, `provider.cancelled`, `replica.*`, `session.*`
 */
export async function cosign(ports: SharingPorts, ask: CosignAsk): Promise<Uint8Array> {
  try {
    // First, so that nothing of a deal is spent while the server can't be reached.
    await pullDeals(ports)
    const { limits, signInsUsed, isGranted } = await ownGrant(ports.context, ask.accountId)
    if (!isGranted) throw unshared()
    refuseEarly(ports, ask, limits, signInsUsed)
    const reason = await reasonFor(ask, limits?.reason === true)
    const isAsked = limits?.approval === true && !(await isWindowOpen(ports, ask.accountId))
    return await tryAll(ports, ask, { reason, isAsked })
  } catch (error) {
    throw explainedRefusal(error)
  }
}

/** Nobody is asked for a reason or an approval of what the server will refuse anyway. */
function refuseEarly(
  { context }: SharingPorts,
  ask: CosignAsk,
  limits: Limits | undefined,
  signInsUsed: number,
): void {
  const isAnybodyAsked = limits?.approval === true || (limits?.reason === true && !ask.reason)
  if (limits === undefined || !isAnybodyAsked) return
  const at = context.platform.clock()
  const isVerified = ((ask.authenticatorData[32] ?? 0) & USER_VERIFIED) !== 0
  const rest = { hasReason: true, isVerified, isApproved: true }
  const rule = refusedByLimits(limits, { at, signInsUsed, ...rest })
  if (rule !== undefined)
    throw refusedBy(rule, 'The limits of this share do not allow this sign-in.')
}

async function tryAll(
  ports: SharingPorts,
  ask: CosignAsk,
  given: { readonly reason: string | undefined; readonly isAsked: boolean },
): Promise<Uint8Array> {
  const { context } = ports
  let { isAsked } = given
  for (let attempt = 1; ; attempt += 1) {
    const started = await startWithDeals(ports, ask)
    try {
      const approvalId = isAsked ? await askApproval(ports, ask, started, given.reason) : null
      if (ask.signal?.aborted === true) throw cancelled()
      const answer = await send(ports, ask, started, { reason: given.reason, approvalId })
      return await finish(ports, started, answer)
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === undefined || refusal === 'final' || attempt === MOST_ATTEMPTS) throw error
      if (refusal === 'approval' && isAsked) throw error
      if (refusal === 'approval') isAsked = true
      if (refusal === 'another-deal') {
        await eraseDeal(context, started.dealKey)
        await pullDeals(ports)
      }
    } finally {
      await started.erase()
    }
  }
}

/** Where nothing is left, everything that is there for this device is asked for once more. */
async function startWithDeals(
  ports: SharingPorts,
  { source, authenticatorData, clientDataHash }: CosignAsk,
): Promise<StartedSignIn> {
  const { context } = ports
  const start = async (): Promise<StartedSignIn | undefined> => {
    const deals = await heldDeals(context, source.id)
    return startSignIn(context, deals, { authenticatorData, clientDataHash })
  }
  const started = await start()
  if (started !== undefined) return started
  await pullDeals(ports, true)
  const again = await start()
  if (again === undefined) throw waiting()
  return again
}

async function send(
  ports: SharingPorts,
  ask: CosignAsk,
  { request, body }: StartedSignIn,
  given: { readonly reason: string | undefined; readonly approvalId: string | null },
): Promise<Cosigned> {
  const { dealId, authenticatorData, clientDataHash } = request
  const words = given.reason === undefined ? undefined : encodeUtf8(given.reason)
  const place = { accountId: ask.accountId, subjectId: dealId }
  return ports.call('cosign', {
    params: { dealId },
    body: {
      authenticatorData: encodeBase64url(authenticatorData),
      clientDataHash: encodeBase64url(clientDataHash),
      request: body,
      sealedReason:
        words === undefined ? null : encodeBase64url(await sealWords(ports.context, place, words)),
      approvalId: given.approvalId,
    },
  })
}

/** Tells the signer, and through it the Owners, when its half makes no good signature. */
async function finish(
  { call }: SharingPorts,
  { request, index, finish: end }: StartedSignIn,
  answer: Cosigned,
): Promise<Uint8Array> {
  try {
    return await end(answer)
  } catch (error) {
    const isBad =
      error instanceof CosigningError ||
      (error instanceof KeyholderError && error.rule === 'cosigning.bad-answer')
    if (!isBad) throw error
    const params = { dealId: request.dealId }
    await call('reportDealFailed', { params, body: { index } }).catch(() => undefined)
    throw new KeyholderError(
      'cosigning.bad-answer',
      'The server’s half of the signature is not good. Nothing was signed; tell an Owner of the account.',
      { cause: error },
    )
  }
}

async function reasonFor(ask: CosignAsk, isNeeded: boolean): Promise<string | undefined> {
  const given = ask.reason?.trim()
  if (given !== undefined && given !== '') return given
  if (!isNeeded) return undefined
  const { accountId, person, source } = ask
  if (person.giveReason === undefined)
    throw refusedBy('limit.reason', 'An Owner of the account asks for a reason for each sign-in.')
  const asked = (await person.giveReason({ accountId, rpId: source.rpId }))?.trim()
  if (asked === undefined) throw cancelled()
  return asked === '' ? undefined : asked
}
