import { concatBytes, encodeUtf8 } from '@keyward/codec'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { hkdfSha256 } from '@keyward/primitives/hash'
import type { Argon2id } from '@keyward/primitives/kdf'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import type { ImportPorts } from '../read-import.ts'
import type { ExportPorts } from '../write-export.ts'
import { seededRandom } from './seeded-random.ts'

export const PASSPHRASE = 'three correct horses'
export const NOW = 1_760_000_000_000

/** Stands for Argon2 where its cost would only make tests slow: every input changes the result. */
function quickArgon2(kind: string): Argon2id {
  return async ({ password, salt, length, memoryKiB, iterations, parallelism }) => {
    const info = encodeUtf8(`${kind}/${memoryKiB}/${iterations}/${parallelism}`)
    return hkdfSha256({ ikm: concatBytes(password), salt, info }, length)
  }
}

export const importPorts: ImportPorts = {
  passphrase: PASSPHRASE,
  aead: nobleAead(),
  argon2id: quickArgon2('argon2id'),
  argon2d: quickArgon2('argon2d'),
  suffixes: publicSuffixes,
}

export function exportPorts(seed = 'export'): ExportPorts {
  const { aead, argon2id } = importPorts
  return { passphrase: PASSPHRASE, random: seededRandom(seed), argon2id, aead, at: NOW }
}
