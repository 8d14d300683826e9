import { useCallback } from 'react'
import { messages } from '../messages/messages.ts'
import { tell } from './tell.ts'
import { useCommand } from './use-command.ts'
import { useShell } from './use-shell.ts'

/** Copies a text, and says so. On a phone it is marked as sensitive and taken back after a minute. */
export function useCopy(): (text: string) => void {
  const shell = useShell()
  const { run } = useCommand(
    async (text: string) => {
      if (shell === undefined) await navigator.clipboard.writeText(text)
      else await shell.port.call('clipboard.writeSensitive', { text })
    },
    { onDone: () => tell(messages.app.copied), failed: 'toast' },
  )
  return useCallback((text) => void run(text), [run])
}
