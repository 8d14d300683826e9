import { useRouter } from '@tanstack/react-router'
import { deleteAccount, restoreAccount } from '@keyward/keyholder/commands'
import { paths } from '../../../app/paths.ts'
import { type Command, useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useGo } from '../../../app/use-go.ts'
import { messages } from '../../../messages/messages.ts'

/** Deletes an account, offers to undo it, and leaves its page. */
export function useDelete(accountId: string, appName: string): Command<[], void> {
  const desk = useDesk()
  const go = useGo()
  const router = useRouter()
  const text = messages.accounts
  return useCommand(() => deleteAccount(desk, accountId), {
    done: text.removed(appName),
    undo: () => () => restoreAccount(desk, accountId),
    failed: 'toast',
    onDone: () => {
      const { pathname } = router.state.location
      if (pathname.startsWith(paths.account(accountId))) go(paths.accounts, { replace: true })
    },
  })
}
