import { encodeBase64url } from '@keyward/codec'
import { isRemoved } from '../content/stamped.ts'
import type { AccountContent } from '../content/types.ts'
import { editAccount, deleteAccount, restoreAccount } from '../edits/account.ts'
import type { Edit } from '../edits/edit.ts'
import {
  addPasskey,
  closeOffer,
  deletePasskey,
  offerNames,
  quarantinePasskey,
  recordUse,
  renamePasskey,
  restorePasskey,
} from '../edits/passkeys.ts'
import { exampleSource } from './fixtures.ts'

/** A whole number from 0 to below the limit. */
export type Draw = (limit: number) => number

/** Mulberry32. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** What was done to passkeys anywhere, by base64url credential ID. */
export interface Ledger {
  readonly added: Set<string>
  readonly deleted: Set<string>
}

const WORDS = ['', 'ana', 'bo', 'Perch', 'Nest', 'été', '東京'] as const

/** Makes one random edit, as a person on one device could. */
export function randomEdit(
  content: AccountContent,
  edit: Edit,
  draw: Draw,
  ledger: Ledger,
): AccountContent {
  const word = (): string => WORDS[draw(WORDS.length)] as string
  if (isRemoved(content.profile)) return restoreAccount(content, edit)
  switch (draw(12)) {
    case 0:
      return editAccount(content, { username: word(), password: word() }, edit)
    case 1:
      return editAccount(content, { appName: word(), notes: word() }, edit)
    case 2:
      return editAccount(content, { labels: [word(), word()], hosts: [word()] }, edit)
    case 3:
    case 4: {
      const source = exampleSource(draw(2 ** 31), { signCount: draw(3) })
      ledger.added.add(encodeBase64url(source.id))
      return addPasskey(content, source, edit)
    }
    case 5:
      return draw(6) === 0 ? deleteAccount(content, edit) : content
    default:
      return editSomePasskey(content, edit, draw, ledger)
  }
}

function editSomePasskey(
  content: AccountContent,
  edit: Edit,
  draw: Draw,
  ledger: Ledger,
): AccountContent {
  const passkeys = [...content.profile.passkeys.values()]
  if (passkeys.length === 0) return content
  const passkey = passkeys[draw(passkeys.length)]!
  const id = passkey.credentialId
  if (isRemoved(passkey)) return draw(2) === 0 ? restorePasskey(content, id, edit) : content
  switch (draw(6)) {
    case 0:
      ledger.deleted.add(encodeBase64url(id))
      return deletePasskey(content, id, edit)
    case 1:
      return quarantinePasskey(content, id, draw(2) === 0, edit)
    case 2: {
      const userName = WORDS[draw(WORDS.length)] as string
      return draw(4) === 0
        ? closeOffer(content, id, edit)
        : offerNames(content, id, { userName, userDisplayName: '' }, edit)
    }
    case 3:
      return recordUse(content, id, { at: edit.at, signCount: draw(50) })
    default:
      return renamePasskey(content, id, WORDS[draw(WORDS.length)] as string, edit)
  }
}
