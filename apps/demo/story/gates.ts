import { GateError } from '@keyward/keyholder/provider'
import { REFUSALS } from '@keyward/workspace/rules'
import type { Ceremony } from '../perch/app.ts'
import { idOf } from './create.ts'
import { expectSame, expectThat } from './expect.ts'
import { actorIn, countAccounts, type Step } from './scene.ts'

const autoFill: Step = {
  title: 'AutoFill is off',
  async run(scene) {
    const { phone, app } = actorIn(scene, 'sam')
    expectThat(await app.signUp('sam@acme.example'), 'Perch makes an account')
    phone.settings.isAutoFillOn = false
    const ended = await app.addPasskey()
    phone.settings.isAutoFillOn = true
    expectSame('the gate', gateOf(ended), { gate: 'provider-enabled', refusal: undefined })
    expectSame('what was shown', ended.shown, [])
    expectSame('the accounts in Keyward', await countAccounts(phone), 0)
    return 'refused before anything was shown, by the gate that the screen explains'
  },
}

const roles: Step = {
  title: 'Super Admin, Admin and User create passkeys',
  async run(scene) {
    for (const id of ['sam', 'ada', 'uma'] as const) {
      const { person, phone, app } = actorIn(scene, id)
      // Sam has an account at Perch from the step before.
      if (id !== 'sam') expectThat(await app.signUp(person.address), 'Perch makes an account')
      idOf(await app.addPasskey())
      await app.signOut()
      idOf(await app.signIn())
      expectSame(`who Perch signed in on ${phone.name}`, await app.signedInAs(), person.address)
    }
    return 'on Android and iOS; Perch signed each of them in'
  },
}

const refusedRoles: Step = {
  title: 'Login-Only and Guest may not',
  async run(scene) {
    for (const id of ['leo', 'gus'] as const) {
      const { person, phone, app } = actorIn(scene, id)
      expectThat(await app.signUp(person.address), 'Perch makes an account')
      const ended = await app.addPasskey()
      const expected = { gate: 'workspace-role', refusal: 'needs-account-creator' }
      expectSame(`the gate for ${person.name}`, gateOf(ended), expected)
      expectSame('what was shown', ended.shown, [])
      expectSame('what Perch was told', ended.told, 'unknown')
      expectSame('the accounts in Keyward', await countAccounts(phone), 0)
      expectSame('the passkeys at Perch', await app.passkeys(), [])
    }
    return `refused before anything was shown: ${REFUSALS['needs-account-creator']}`
  },
}

export const gateSteps: readonly Step[] = [autoFill, roles, refusedRoles]

/** The gate that refused, with the rule of the workspace. */
function gateOf({ answered }: Ceremony): object | undefined {
  const error = answered.outcome === 'failed' ? answered.error : undefined
  if (!(error instanceof GateError)) return undefined
  return { gate: error.closed.gate, refusal: error.refusal }
}
