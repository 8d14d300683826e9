import { useShell } from '../../../app/use-shell.ts'
import { type Command, useCommand } from '../../../app/use-command.ts'
import { messages } from '../../../messages/messages.ts'

/**
 * Copies a text, and says what was copied. A phone marks it as sensitive and takes it back after a
 * minute; a browser lets no page do that.
 */
export function useCopy(
  what: string,
  read: () => string | undefined | Promise<string | undefined>,
): Command<[], boolean> {
  const shell = useShell()
  return useCommand(
    async () => {
      const text = await read()
      if (text === undefined) return false
      if (shell === undefined) await navigator.clipboard.writeText(text)
      else await shell.port.call('clipboard.writeSensitive', { text })
      return true
    },
    { done: messages.accounts.copied(what), failed: 'toast' },
  )
}
