import { useCallback } from 'react'
import { useShell } from '../use-shell.ts'

/**
 * Has the phone verify the person, by its biometrics or its code. In a browser the session that is
 * unlocked has to do: there is nothing to ask there that would not be a second passphrase.
 */
export function useVerified(): (prompt: string) => Promise<void> {
  const shell = useShell()
  return useCallback(
    async (prompt) => {
      // The channel takes no longer one.
      const text = prompt.slice(0, 300)
      await shell?.port.call('user.verify', { prompt: text, allowDeviceCredential: true })
    },
    [shell],
  )
}
