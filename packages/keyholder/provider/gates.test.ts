import { DEFAULT_POLICIES, WORKSPACE_ROLES } from '@keyward/workspace/rules'
import { describe, expect, test } from 'vitest'
import { closedGate, type GateFacts } from './gates.ts'

const OPEN: GateFacts = {
  isProviderEnabled: true,
  actor: { kind: 'person', role: 'user' },
  policies: DEFAULT_POLICIES,
  surface: 'other',
  isVerificationSetUp: true,
}

describe('the gates', () => {
  test('all open let a request through', () => {
    expect(closedGate('create', OPEN)).toBeUndefined()
    expect(closedGate('sign-in', OPEN)).toBeUndefined()
  })

  test('are met in their order: the first closed one is told', () => {
    const closed: GateFacts = {
      ...OPEN,
      isProviderEnabled: false,
      actor: { kind: 'person', role: 'guest' },
      isVerificationSetUp: false,
    }
    expect(closedGate('create', closed)?.gate).toBe('provider-enabled')
    expect(closedGate('create', { ...closed, isProviderEnabled: true })?.gate).toBe(
      'workspace-role',
    )
    const member = { ...closed, isProviderEnabled: true, actor: OPEN.actor }
    expect(closedGate('create', member)?.gate).toBe('biometrics')
  })

  test('creating is for the roles that may own accounts, signing in for all', () => {
    const refused = WORKSPACE_ROLES.filter(
      (role) => closedGate('create', { ...OPEN, actor: { kind: 'person', role } }) !== undefined,
    )
    expect(refused).toEqual(['login-only', 'guest'])
    for (const role of WORKSPACE_ROLES)
      expect(closedGate('sign-in', { ...OPEN, actor: { kind: 'person', role } })).toBeUndefined()
  })

  test('the policy createOn mobile has a gate of its own, which names the rule', () => {
    const policies = { ...DEFAULT_POLICIES, createOn: 'mobile' } as const
    const refused = closedGate('create', { ...OPEN, policies })
    expect(refused).toMatchObject({
      gate: 'create-here',
      decision: { rule: 'create-on-mobile-only' },
    })
    expect(closedGate('create', { ...OPEN, policies, surface: 'mobile' })).toBeUndefined()
    expect(closedGate('sign-in', { ...OPEN, policies })).toBeUndefined()
  })
})
