import { encodeCbor } from '@keyward/codec'
import { encodeHistory, parseHistory } from './history.ts'
import { withMembers } from './members.ts'
import { encodePasskeys, parsePasskeys } from './passkey.ts'
import { type Readable, readVersion1, type Unreadable } from './readable.ts'
import {
  encodeRegister,
  encodeRegisters,
  encodeSet,
  parseRegisters,
  parseSet,
  parseTextRegister,
  parseTimes,
} from './registers.ts'
import type { Profile } from './types.ts'

/** Encodes a profile, format version 1, in canonical CBOR: equal content gives equal bytes. */
export function encodeProfile(profile: Profile): Uint8Array {
  return encodeCbor(
    withMembers(profile.rest, {
      v: 1,
      kind: profile.kind,
      appName: encodeRegister(profile.appName),
      username: encodeRegister(profile.username),
      displayName: encodeRegister(profile.displayName),
      rpIds: encodeSet(profile.rpIds),
      labels: encodeSet(profile.labels),
      shares: encodeRegisters(profile.shares),
      passkeys: encodePasskeys(profile.passkeys),
      touched: profile.touched,
      removed: profile.removed,
      history: encodeHistory(profile.history),
    }),
  )
}

/**
 * Reads a profile. Members that this version does not know survive, at every level. Never throws:
 * a malformed profile, and one of another version, is an `unreadable` result with its bytes.
 */
export function parseProfile(bytes: Uint8Array): Readable<Profile> | Unreadable {
  return readVersion1(bytes, 'content', (members) => ({
    kind: members.text('kind'),
    appName: parseTextRegister(members.take('appName')),
    username: parseTextRegister(members.take('username')),
    displayName: parseTextRegister(members.take('displayName')),
    rpIds: parseSet(members.map('rpIds')),
    labels: parseSet(members.map('labels')),
    shares: parseRegisters(members.map('shares')),
    passkeys: parsePasskeys(members.map('passkeys')),
    touched: parseTimes(members.map('touched')),
    removed: parseTimes(members.map('removed')),
    history: parseHistory(members.list('history'), (text) => text),
    rest: members.rest(),
  }))
}
