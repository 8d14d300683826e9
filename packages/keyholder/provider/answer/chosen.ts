import { asidesOf } from '../asides.ts'
import type { Vault } from '../../vault/vault.ts'
import type { SystemRequest } from '../system/types.ts'
import type { SystemPerson } from './ports.ts'

/**
 * The person whose tap in the system's menu was the choice: what was tapped is not asked again,
 * unless it is not among what can be chosen (any more).
 */
export function personWhoTapped(
  person: SystemPerson,
  { chosen }: SystemRequest,
  vault: Vault,
): SystemPerson {
  const tapped = { accountId: undefined, credentialId: undefined, ...chosen }
  return {
    ...asidesOf(person),
    canVerify: person.canVerify,
    verify: (purpose) => person.verify(purpose),
    confirmExcluded: (question) => person.confirmExcluded(question),
    turnOnBiometrics: () => person.turnOnBiometrics(),
    trustApp: (question) => person.trustApp(question),
    passkeySaved: (saved) => person.passkeySaved(saved),
    async chooseAccount(question) {
      const { accountId } = tapped
      return accountId !== undefined && vault.relationOf(accountId) === 'owner'
        ? { kind: 'existing', accountId }
        : person.chooseAccount(question)
    },
    async choosePasskey(question) {
      const { credentialId } = tapped
      const isThere = question.candidates.some((one) => one.credentialId === credentialId)
      return isThere ? credentialId : person.choosePasskey(question)
    },
  }
}
