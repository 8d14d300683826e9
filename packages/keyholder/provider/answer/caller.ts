import type { CancelSignal, Caller } from '@keyward/webauthn/client'
import { decideOrigin, type OriginDecision } from '../origin/decide.ts'
import { OriginError, type OriginReason } from '../origin/error.ts'
import { knownApps } from '../origin/known.ts'
import { checkLinks } from '../origin/links.ts'
import type { AndroidCaller, SystemRequest } from '../system/types.ts'
import { unlessCancelled } from './cancelled.ts'
import type { AnswerPorts } from './ports.ts'
import type { Admitted } from './admit.ts'

/** Who calls, and what to keep of it once the request has been answered. */
export interface Believed {
  readonly caller: Caller
  /** As the request or the origin of a page says. */
  readonly rpId: string | undefined
  /** Keeps what the person trusts from now on; not before somebody was verified. */
  keep(): Promise<void>
}

/**
 * Finds out whether to believe the calling app, asking its RP and, where that says nothing, the
 * person.
 *
 * @throws {OriginError} when it is not believed
 */
export async function believe(
  { provider, person }: Admitted,
  request: SystemRequest,
  asked: string | undefined,
  ports: AnswerPorts,
  signal: CancelSignal | undefined,
): Promise<Believed> {
  const known = knownApps(ports.rows())
  const { platform: system } = request
  const [linked, trusted] =
    system !== 'android' ? [[], []] : await Promise.all([known.linked.list(), known.trusted.list()])
  const facts = { privileged: ports.privileged, linked, trusted }
  const decision = decideOrigin(request, asked, facts)
  if (decision.kind === 'refused') throw new OriginError(decision.reason)
  const { caller } = decision
  const rpId = decision.rpId ?? asked
  if (request.platform !== 'android' || decision.kind === 'allowed')
    return { caller, rpId, keep: async () => {} }
  const look = () => reasonToAsk(decision, request.caller, ports, provider.platform, known)
  let reason = await look()
  const trustFor = decision.kind === 'ask' ? decision.trustFor : decision.rpId
  const { packageName, appName = packageName, certificates } = request.caller
  const [certificate = ''] = certificates
  let answer: 'once' | 'always' | undefined
  while (answer === undefined) {
    if (reason === undefined) return { caller, rpId, keep: async () => {} }
    const question = { reason, packageName, certificate, appName, rpId: trustFor }
    const given = await unlessCancelled(signal, () => person.trustApp(question))
    if (given === undefined) throw new OriginError(reason)
    if (given === 'again') reason = await look()
    // A site that can't be reached once is no reason never to ask it again.
    else answer = reason === 'links-unreachable' ? 'once' : given
  }
  const isKept = answer === 'always'
  return {
    caller,
    rpId,
    keep: async () => {
      if (!isKept) return
      const trust = { packageName, certificate, rpId: trustFor, at: provider.platform.clock() }
      // In place of the certificate that it was signed with before.
      await known.trusted.update((before) => [
        ...before.filter((one) => one.packageName !== packageName || one.rpId !== trustFor),
        trust,
      ])
    },
  }
}

/** undefined: the RP names the app, so there is nothing to ask. */
async function reasonToAsk(
  decision: Extract<OriginDecision, { kind: 'ask' | 'links' }>,
  app: AndroidCaller,
  { assetLinks }: AnswerPorts,
  { suffixes, clock }: Admitted['provider']['platform'],
  known: ReturnType<typeof knownApps>,
): Promise<OriginReason | undefined> {
  if (decision.kind === 'ask') return decision.reason
  const outcome = await checkLinks(
    { suffixes, clock, assetLinks },
    app,
    decision.rpId,
    decision.known,
  )
  if (outcome.kind !== 'linked') return outcome.kind
  const { found } = outcome
  if (found !== undefined)
    await known.linked.update((before) => [
      ...before.filter((one) => one.rpId !== found.rpId || one.packageName !== found.packageName),
      found,
    ])
  return undefined
}
