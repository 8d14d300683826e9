import { encodeUtf8 } from '@keyward/codec'

export function jsonFile(value: unknown): Uint8Array {
  return encodeUtf8(JSON.stringify(value))
}

/** A file of the Credential Exchange Format with these items, in one account. */
export function cxfFile(
  items: readonly unknown[],
  collections: readonly unknown[] = [],
): Uint8Array {
  return jsonFile({
    version: { major: 1, minor: 0 },
    exporterRpId: 'other.example',
    exporterDisplayName: 'Other',
    timestamp: 1_700_000_000,
    accounts: [{ id: 'AAAAAAAAAAAAAAAAAAAAAA', username: 'ana', email: '', items, collections }],
  })
}

/** An unencrypted Bitwarden export with these items. */
export function bitwardenFile(items: readonly unknown[]): Uint8Array {
  const folders = [{ id: 'f1', name: 'Work' }]
  return jsonFile({ encrypted: false, folders, items })
}

/** A Bitwarden login. */
export function bitwardenLogin(login: object, parts: object = {}): object {
  return { type: 1, name: 'Perch', folderId: null, favorite: false, notes: null, ...parts, login }
}
