import { identityMembers } from '../content/passkey.ts'
import { encodePasskeySecrets } from '../content/secrets.ts'
import { withMembers } from '../content/members.ts'
import type { NamesOffer, Passkey, PasskeyIdentity, PasskeySecrets } from '../content/types.ts'
import { compareEncodings, laterRegister } from './order.ts'
import { mergeRest } from './rest.ts'
import { laterTime, mergePresence } from './sets.ts'

/**
 * Merges two states of one passkey, field by field. Uses are no edits: the later use is kept, and
 * a use at the same time as a deletion does not undo it.
 */
export function mergePasskey(a: Passkey, b: Passkey): Passkey {
  const lastUsedAt = laterTime(a.lastUsedAt, b.lastUsedAt)
  const offer =
    a.offer && b.offer ? (laterRegister(a.offer, b.offer) as NamesOffer) : (a.offer ?? b.offer)
  return {
    credentialId: a.credentialId,
    ...mergeIdentity(a, b),
    name: laterRegister(a.name, b.name),
    userName: laterRegister(a.userName, b.userName),
    userDisplayName: laterRegister(a.userDisplayName, b.userDisplayName),
    quarantined: laterRegister(a.quarantined, b.quarantined),
    ...(offer === undefined ? {} : { offer }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...mergePresence(a, b),
    rest: mergeRest(a.rest, b.rest),
  }
}

/** It never changes, so that two differ only when one passkey was imported twice: one is kept whole. */
function mergeIdentity(a: Passkey, b: Passkey): PasskeyIdentity {
  const order = compareEncodings(
    withMembers(new Map(), identityMembers(a)),
    withMembers(new Map(), identityMembers(b)),
  )
  const { rpId, rpName, userHandle, algorithm, publicKey, ...flags } = order < 0 ? b : a
  const { backupEligible, backupState, credProtect, createdAt } = flags
  return {
    rpId,
    rpName,
    userHandle,
    algorithm,
    publicKey,
    backupEligible,
    backupState,
    credProtect,
    ...(createdAt === undefined ? {} : { createdAt }),
  }
}

/** Merges the secrets of one passkey: the counter never goes back, and a key is never lost. */
export function mergePasskeySecrets(a: PasskeySecrets, b: PasskeySecrets): PasskeySecrets {
  const key = higherKeyed(a, b, 'privateKey')
  const seeds = higherKeyed(a, b, 'prfSeeds')
  return {
    ...(key.privateKey === undefined ? {} : { privateKey: key.privateKey }),
    ...(seeds.prfSeeds === undefined ? {} : { prfSeeds: seeds.prfSeeds }),
    signCount: Math.max(a.signCount, b.signCount),
    rest: mergeRest(a.rest, b.rest),
  }
}

/** The side that has the member; when both have, the one whose member encodes higher. */
function higherKeyed(
  a: PasskeySecrets,
  b: PasskeySecrets,
  member: 'privateKey' | 'prfSeeds',
): PasskeySecrets {
  const only = ({ [member]: value }: PasskeySecrets): PasskeySecrets =>
    ({ [member]: value, signCount: 0, rest: new Map() }) as PasskeySecrets
  if (a[member] === undefined) return b
  if (b[member] === undefined) return a
  const order = compareEncodings(encodePasskeySecrets(only(a)), encodePasskeySecrets(only(b)))
  return order < 0 ? b : a
}
