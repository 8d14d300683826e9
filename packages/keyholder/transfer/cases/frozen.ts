import { decodeUtf8, encodeUtf8 } from '@keyward/codec'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { nodeArgon2id } from '@keyward/vault/argon2/node'
import { exampleAccount } from '../../accounts/cases/fixtures.ts'
import type { AccountContent } from '../../accounts/content/types.ts'
import { deleteAccount, editAccount } from '../../accounts/edits/account.ts'
import { deletePasskey } from '../../accounts/edits/passkeys.ts'
import type { TransferRule } from '../error.ts'
import { type ExportAccount, type ExportPorts, writeExport } from '../write-export.ts'
import { EDIT, idOf } from './accounts.ts'
import { NOW, PASSPHRASE } from './ports.ts'
import { seededRandom } from './seeded-random.ts'

/** An account with history, a deleted passkey, and members that only a later version knows. */
export function fullAccount(): AccountContent {
  const edited = editAccount(exampleAccount(), { password: 'newer', username: 'ana2' }, EDIT)
  const [passkey] = edited.profile.passkeys.values()
  if (passkey === undefined) throw new Error('The example has passkeys.')
  const { profile, secrets } = deletePasskey(edited, passkey.credentialId, EDIT)
  return {
    profile: { ...profile, rest: new Map([['later', [1, 'two']]]) },
    secrets: { ...secrets, rest: new Map([['later', true]]) },
  }
}

export function frozenAccounts(): ExportAccount[] {
  return [
    { accountId: idOf('frozen/0'), content: fullAccount() },
    { accountId: idOf('frozen/1'), content: deleteAccount(exampleAccount(), EDIT) },
  ]
}

/** The real Argon2id: a frozen file has to open with any implementation of it. */
const frozenPorts: ExportPorts = {
  passphrase: PASSPHRASE,
  random: seededRandom('frozen'),
  argon2id: nodeArgon2id,
  aead: nobleAead(),
  at: NOW,
}

export async function makeFrozen(): Promise<string> {
  const ports = { ...frozenPorts, random: seededRandom('frozen') }
  return decodeUtf8((await writeExport('keyward', frozenAccounts(), ports)).bytes)
}

/** A changed file, and the refusal that it has to meet. */
export interface MustFail {
  readonly name: string
  readonly rule: TransferRule
  readonly file: string
}

/** What may be done to the members of a file. */
type Change = (file: Record<string, unknown>, kdf: Record<string, unknown>) => void

const CHANGES: readonly (readonly [name: string, rule: TransferRule, change: Change])[] = [
  ['a flipped bit of the sealed content', 'file.damaged', (file) => flip(file, 'sealed', 20)],
  ['a flipped bit of the tag', 'file.damaged', (file) => flip(file, 'sealed', -3)],
  ['a flipped bit of the nonce', 'file.damaged', (file) => flip(file, 'nonce', 3)],
  ['a flipped bit of the salt', 'file.damaged', (_file, kdf) => flip(kdf, 'salt', 3)],
  ['a flipped bit of the digest', 'file.damaged', (file) => flip(file, 'digest', 3)],
  ['another number of passes', 'file.damaged', (_file, kdf) => set(kdf, 'iterations', 2)],
  ['other memory', 'file.damaged', (_file, kdf) => set(kdf, 'memoryKiB', 32_768)],
  ['other lanes', 'file.damaged', (_file, kdf) => set(kdf, 'parallelism', 1)],
  ['a later version', 'format.version', (file) => set(file, 'version', 2)],
  ['no version', 'file.malformed', (file) => set(file, 'version', null)],
  ['another cipher', 'format.unsupported', (file) => set(file, 'cipher', 'aes-256-cbc')],
  ['another function', 'format.unsupported', (_file, kdf) => set(kdf, 'name', 'pbkdf2')],
  ['memory of a terabyte', 'passphrase.cost', (_file, kdf) => set(kdf, 'memoryKiB', 2 ** 30)],
  ['passes without end', 'passphrase.cost', (_file, kdf) => set(kdf, 'iterations', 2 ** 40)],
  ['lanes without memory', 'passphrase.cost', (_file, kdf) => set(kdf, 'parallelism', 10_000)],
  ['half a pass', 'file.malformed', (_file, kdf) => set(kdf, 'iterations', 0.5)],
  ['a short salt', 'file.malformed', (_file, kdf) => set(kdf, 'salt', 'AAAA')],
  ['no sealed content', 'file.malformed', (file) => set(file, 'sealed', '')],
]

export function makeMustFail(frozen: string): MustFail[] {
  return CHANGES.map(([name, rule, change]) => {
    const file = JSON.parse(frozen) as Record<string, unknown>
    change(file, file['kdf'] as Record<string, unknown>)
    return { name, rule, file: JSON.stringify(file) }
  })
}

export function bytesOf(file: string): Uint8Array {
  return encodeUtf8(file)
}

function set(members: Record<string, unknown>, name: string, value: unknown): void {
  members[name] = value
}

/** Changes one character of a base64url text, at a character counted from its start or its end. */
function flip(members: Record<string, unknown>, name: string, at: number): void {
  const text = members[name] as string
  const index = at < 0 ? text.length + at : at
  const other = text[index] === 'A' ? 'B' : 'A'
  members[name] = text.slice(0, index) + other + text.slice(index + 1)
}
