import { startLogin } from '@keyward/vault/unlock'

/**
 * Loads what passphrases are proven with, which otherwise is loaded at the first one: by then there
 * may be no network, and unlocking offline asks for it too. The attempt is thrown away; nothing is
 * sent. Rejects when it can't be loaded.
 */
export async function loadPassphrase(): Promise<void> {
  await startLogin('')
}
