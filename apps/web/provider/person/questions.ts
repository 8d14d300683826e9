import type { AccountAnswer, SystemPerson } from '@keyward/keyholder/provider'
import type { SheetDesk } from '../desk/sheet-desk.ts'

/** What is asked and told in the same way wherever the request came from. */
export type Questions = Pick<
  SystemPerson,
  'approval' | 'chooseAccount' | 'choosePasskey' | 'confirmExcluded' | 'giveReason'
>

/** @param preferred the account that was tapped in the system's menu */
export function questionsAt(
  desk: Pick<SheetDesk, 'ask' | 'show'>,
  preferred: string | undefined,
): Questions {
  let last: AccountAnswer | undefined
  return {
    async chooseAccount(question) {
      last = await desk.ask({ kind: 'account', question, preferred, last })
      return last
    },
    choosePasskey: ({ candidates }) => desk.ask({ kind: 'passkey', candidates }),
    async giveReason() {
      const reason = await desk.ask({ kind: 'reason' })
      desk.show({ kind: 'waiting', what: 'signing' })
      return reason
    },
    approval(state) {
      if (state.kind === 'approved') desk.show({ kind: 'waiting', what: 'signing' })
      else
        desk.show({
          kind: 'approval',
          expiresAt: state.kind === 'waiting' ? state.expiresAt : undefined,
        })
    },
    async confirmExcluded({ passkey }) {
      return (await desk.ask({ kind: 'excluded', passkey })) !== undefined
    },
  }
}
