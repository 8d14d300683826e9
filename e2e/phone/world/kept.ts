import type { Phone, PhoneKind } from '../phone.ts'
import { leavePerch } from '../steps/perch.ts'
import { makeReady } from '../steps/set-up.ts'
import type { World } from '../world.ts'
import type { Who } from './people.ts'

/** Phones that are ready for passkeys, which tests of a file leave to each other. */
export interface KeptPhones {
  /**
   * The phone that an earlier test left, or a new one, alone on its page. It is signed in, Biometrics
   * Login is on and AutoFill is allowed; nobody is signed in to Perch.
   */
  ready(kind: PhoneKind, as: Who): Promise<Phone>
  /**
   * To be called after each test. Ends every page but those of ready phones; after a failure these
   * too, so that the next test begins with a new one. @throws what pages did that no page may do
   */
  endTest(about: { readonly task: { readonly result?: { readonly state: string } } }): Promise<void>
}

/** @param world the file's world, once there is one */
export function keptPhones(world: () => World): KeptPhones {
  const kept = new Map<string, Phone>()
  return {
    async ready(kind, as) {
      const name = `${kind} ${as}`
      const left = kept.get(name)
      if (left !== undefined) {
        await leavePerch(left)
        return left
      }
      const phone = await world().openPhone({ kind, as })
      await makeReady(phone)
      kept.set(name, phone)
      return phone
    },
    async endTest({ task }) {
      if (task.result?.state === 'fail') kept.clear()
      await world().closePages([...kept.values()])
    },
  }
}
