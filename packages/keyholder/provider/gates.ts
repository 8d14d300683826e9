import { type Actor, type Decision, may, type Policies } from '@keyward/workspace/rules'
import type { Surface } from './request.ts'

/** What has to hold before a request is looked into. Each has its own screen. */
export type Gate =
  | 'provider-enabled'
  | 'workspace-role'
  | 'create-here'
  | 'biometrics'
  | 'user-verification'

/** What is known about this device and its member when a request comes in. */
export interface GateFacts {
  /** The system lets Keyward answer (Allow AutoFill). */
  readonly isProviderEnabled: boolean
  readonly actor: Actor
  readonly policies: Policies
  readonly surface: Surface
  /** Biometrics Login is on; on devices without biometrics, what stands in for it. */
  readonly isVerificationSetUp: boolean
}

export interface GateRefusal {
  readonly gate: Gate
  /** The rule of the workspace that refused, where one did. */
  readonly decision: Extract<Decision, { allowed: false }> | undefined
}

/**
 * The first gate, in the order in which a person meets them, that does not let the request through;
 * undefined when all do. The last one, the check itself, is asked for in the ceremony.
 */
export function closedGate(
  request: 'create' | 'sign-in',
  facts: GateFacts,
): GateRefusal | undefined {
  if (!facts.isProviderEnabled) return { gate: 'provider-enabled', decision: undefined }
  const decision =
    request === 'create'
      ? mayCreate(facts)
      : may(facts.actor, 'passkey.sign-in', { relation: 'collaborator' })
  if (!decision.allowed) {
    const gate = decision.rule === 'create-on-mobile-only' ? 'create-here' : 'workspace-role'
    return { gate, decision }
  }
  if (!facts.isVerificationSetUp) return { gate: 'biometrics', decision: undefined }
  return undefined
}

/** For an account that the member owns or makes: of any other the choice does not offer one. */
function mayCreate({ actor, surface, policies }: GateFacts): Decision {
  const accounts = may(actor, 'accounts.create', {})
  if (!accounts.allowed) return accounts
  return may(actor, 'passkey.create', { relation: 'owner', surface, policies })
}
