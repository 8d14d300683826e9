import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { spellings } from './memory.ts'
import type { Terminal } from './terminal.ts'

/** The members of a JSON Web Key that are secret; of RSA, the exponent and both primes. */
const SECRETS = ['d', 'p', 'q'] as const

/** The secret numbers of all passkeys of an owner, in every spelling, from an export of hers. */
export async function privateKeys(
  owner: Terminal,
  file: string,
  passphrase: string,
): Promise<Readonly<Record<string, Uint8Array>>> {
  await owner.json(['policy', 'set', 'plaintextExport', 'true'])
  const args = ['export', file, '--format', 'cxf', '--plaintext', '--passphrase-stdin']
  await owner.json(args, { input: `${passphrase}\n` })
  const found: Record<string, Uint8Array> = {}
  for (const { username, key } of passkeysIn(JSON.parse(readFileSync(file, 'utf8')))) {
    const der = { key: Buffer.from(key, 'base64url'), format: 'der', type: 'pkcs8' } as const
    const jwk = createPrivateKey(der).export({ format: 'jwk' })
    for (const member of SECRETS) {
      const text = jwk[member]
      if (text === undefined) continue
      Object.assign(found, spellings(`${username} ${member}`, Buffer.from(text, 'base64url')))
    }
  }
  return found
}

/** Wherever they stand in the file. */
function passkeysIn(value: unknown): { username: string; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const { type, key, username } = value as Readonly<Record<string, unknown>>
  if (type === 'passkey' && typeof key === 'string') return [{ username: String(username), key }]
  return Object.values(value).flatMap(passkeysIn)
}
