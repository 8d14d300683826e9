import { randomFillSync } from 'node:crypto'
import { type AccountContent, addPasskey, createAccount } from '@keyward/keyholder/accounts'
import { ES256, PrivateKey } from '@keyward/primitives/keys'
import { PrfSeeds } from '@keyward/webauthn/authenticator'

const APPS = ['Perch', 'Harbour Mail', 'Nest', 'Ledger', 'Team Wiki', 'Courier', 'Orchard', 'Tide']
const LABELS = ['Team', 'Social', 'Finance', 'Production', 'Archive']
const NAMES = ['olga', 'ana', 'bo', 'carla', 'dmitri', 'emeka', 'fatima', 'goran', 'hana', 'ines']

const random = (length: number): Uint8Array => randomFillSync(new Uint8Array(length))

/** The host of account `n`: three accounts share one, but for the first, which has its own. */
export function hostOf(n: number): string {
  return `app-${Math.ceil(n / 3)}.example`
}

/** Account `n` of many: no two have the same app and username. */
export function contentOf(n: number): AccountContent {
  const at = 1_700_000_000_000 + n
  const edit = { at, by: 'AAAAAAAAAAAAAAAAAAAAAA' }
  const name = NAMES[n % NAMES.length] as string
  const host = hostOf(n)
  const username = `${name}.${n}@${host}`
  const content = createAccount(
    {
      appName: `${APPS[Math.ceil(n / 3) % APPS.length]} ${Math.ceil(n / 3)}`,
      username,
      displayName: name,
      rpIds: [host],
      labels: [LABELS[n % LABELS.length] as string],
      notes: 'The shared one.',
    },
    edit,
  )
  const source = {
    type: 'public-key',
    id: random(16),
    rpId: host,
    rpName: host,
    userHandle: random(32),
    userName: username,
    userDisplayName: name,
    algorithm: ES256,
    publicKey: random(77),
    privateKey: new PrivateKey(ES256, random(48)),
    prfSeeds: new PrfSeeds(random(32), random(32)),
    signCount: 0,
    backupEligible: true,
    backupState: true,
    credProtect: 1,
    createdAt: at,
  } as const
  return addPasskey(content, source, edit)
}
