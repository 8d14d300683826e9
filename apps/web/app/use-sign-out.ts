import { useCallback } from 'react'
import { BIOMETRIC_KEY } from '../shell/biometric-key.ts'
import { useRuntime } from './use-runtime.ts'

/**
 * Signs this device out: ends the session with the server when it can be reached, erases what is
 * kept here, the listing of the phone and the key behind its biometrics. Changes that were not
 * synchronised are lost, so screens ask first.
 */
export function useSignOut(): () => Promise<void> {
  const { keyholder, session, shell } = useRuntime()
  return useCallback(async () => {
    await keyholder.session.signOut()
    if (shell !== undefined) {
      await shell.port.call('index.clear', {})
      await shell.port.call('secure.delete', { key: BIOMETRIC_KEY })
    }
    session.refresh()
  }, [keyholder, session, shell])
}
