import {
  confirmPasskey,
  deletePasskey,
  releasePasskey,
  renamePasskey,
  restorePasskey,
} from '@keyward/keyholder/commands'
import { refresh } from '../../../app/query-client.ts'
import { type Command, useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'

/** What a person can do with one passkey. */
export interface PasskeyActions {
  /** Gives the name, so that one sees that it was done. */
  readonly rename: Command<[name: string], string>
  readonly remove: Command<[], void>
  readonly restore: Command<[], void>
  readonly release: Command<[], void>
  readonly confirm: Command<[], void>
}

export function usePasskeyActions(accountId: string, credentialId: string): PasskeyActions {
  const text = messages.accounts.passkeys
  const desk = useDesk()
  const failed = 'toast' as const
  const restore = () => restorePasskey(desk, accountId, credentialId)
  return {
    rename: useCommand(
      async (name: string) => {
        await renamePasskey(desk, accountId, credentialId, name)
        return name
      },
      { done: text.renamed },
    ),
    remove: useCommand(() => deletePasskey(desk, accountId, credentialId), {
      done: text.removed,
      undo: () => restore,
      failed,
    }),
    restore: useCommand(restore, { done: text.restored, failed }),
    release: useCommand(() => releasePasskey(desk, accountId, credentialId), {
      done: text.usedAgain,
      failed,
    }),
    confirm: useCommand(() => confirmPasskey(desk, credentialId), {
      done: text.confirmed,
      failed,
      // The mark is no part of an account, so nothing else says that it is gone.
      onDone: () => refresh('vault'),
    }),
  }
}
