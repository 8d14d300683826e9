import {
  createHash,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { encodeUtf8 } from '@keyward/codec'
import { importAccounts } from '@keyward/keyholder/commands/transfer'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { nodeArgon2id } from '@keyward/vault/argon2/node'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { synchronised } from '../../server/cases/people.ts'

/** A passkey that another manager made, with all that Keyward's own are without. */
export interface ForeignPasskey {
  readonly name: string
  readonly id: Buffer
  readonly key: KeyObject
  /** As it stands in the file. */
  readonly der: Buffer
  readonly counter: number
  readonly isBackupEligible: boolean
  /** UTC milliseconds; left out where nobody knows. */
  readonly createdAt?: number
  /** The secret of `prf` results, 32 bytes. */
  readonly seed: Buffer
}

const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
const ed25519 = generateKeyPairSync('ed25519').privateKey
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

export const FOREIGN: readonly ForeignPasskey[] = [
  {
    name: 'sec1',
    id: Buffer.alloc(1023, 0xfb),
    key: p256,
    der: p256.export({ type: 'sec1', format: 'der' }),
    counter: 41,
    isBackupEligible: false,
    seed: randomBytes(32),
  },
  {
    name: 'edwards',
    id: Buffer.from([7]),
    key: ed25519,
    der: ed25519.export({ type: 'pkcs8', format: 'der' }),
    counter: 0,
    isBackupEligible: true,
    createdAt: 8_640_000_000_000_000,
    seed: randomBytes(32),
  },
  {
    name: 'ریاضی 東京',
    id: randomBytes(64),
    key: rsa,
    der: rsa.export({ type: 'pkcs1', format: 'der' }),
    counter: 9000,
    isBackupEligible: true,
    // The first and the last moment that there is.
    createdAt: 0,
    seed: randomBytes(32),
  },
]

/** What `prf` gives for an input (WebAuthn Level 3 section 10.1.4), worked out by hand. */
export function prfOf({ seed }: ForeignPasskey, input: Uint8Array): string {
  const salt = createHash('sha256').update('WebAuthn PRF\0').update(input).digest()
  return createHmac('sha256', seed).update(salt).digest('base64url')
}

/** Brings the passkeys in, in the Credential Exchange Format, for a site. */
export async function importForeign(owner: Keyholder, rpId: string): Promise<void> {
  const items = FOREIGN.map((passkey, at) => ({
    id: Buffer.from([at]).toString('base64url'),
    title: 'A site',
    scope: { urls: [`https://${rpId}/`], androidApps: [] },
    credentials: [credentialOf(passkey, rpId)],
  }))
  const account = {
    id: 'AAAAAAAAAAAAAAAAAAAAAA',
    username: 'uma',
    email: '',
    items,
    collections: [],
  }
  const file = {
    version: { major: 1, minor: 0 },
    exporterRpId: 'other.example',
    exporterDisplayName: 'Other',
    timestamp: 1_700_000_000,
    accounts: [account],
  }
  const { made } = await importAccounts(await owner.desk(), encodeUtf8(JSON.stringify(file)), {
    aead: webCryptoAead(crypto.subtle),
    argon2id: nodeArgon2id,
    suffixes: publicSuffixes,
  })
  if (made.length !== FOREIGN.length) throw new Error(`Only ${made.length} accounts were made.`)
  await synchronised(owner)
}

function credentialOf(passkey: ForeignPasskey, rpId: string): object {
  const { name, id, der, seed, counter, isBackupEligible, createdAt } = passkey
  return {
    type: 'passkey',
    credentialId: id.toString('base64url'),
    rpId,
    username: name,
    userDisplayName: name,
    userHandle: Buffer.from(name).toString('base64url'),
    key: der.toString('base64url'),
    fido2Extensions: {
      hmacCredentials: {
        algorithm: 'hmac-sha256',
        credWithUV: seed.toString('base64url'),
        credWithoutUV: randomBytes(32).toString('base64url'),
      },
    },
    keyward: {
      rpName: 'A site',
      signCount: counter,
      backupEligible: isBackupEligible,
      backupState: isBackupEligible,
      credProtect: 1,
      ...(createdAt === undefined ? {} : { createdAt }),
    },
  }
}
