import { encodeBase64url, equalBytes } from '@keyward/codec'
import { PrivateKey } from '@keyward/primitives/keys'
import type { PasskeyRow } from './row.ts'

const MOST = 64

/**
 * Keeps the key objects of the passkeys that were used last. Backends hold what they import for as
 * long as a key object lives, so a passkey that is used again is not imported again.
 */
export function openedKeys(): (row: PasskeyRow, pkcs8: Uint8Array) => PrivateKey {
  const opened = new Map<string, PrivateKey>()
  return (row, pkcs8) => {
    const name = `${encodeBase64url(row.credential_id)} ${row.rp_id}`
    const known = opened.get(name)
    // Another process may have put another key in its place.
    const fits = known !== undefined && equalBytes(known.exportPkcs8(), pkcs8)
    const key = fits ? known : new PrivateKey(row.algorithm, pkcs8)
    opened.delete(name)
    opened.set(name, key)
    const [oldest] = opened.keys()
    if (opened.size > MOST && oldest !== undefined) opened.delete(oldest)
    return key
  }
}
