import type { Secret } from '../content/secret.ts'
import {
  type AccountContent,
  PASSKEY_TEXTS,
  type Profile,
  PROFILE_TEXTS,
  SECRET_TEXTS,
  type Secrets,
} from '../content/types.ts'
import { mergeHistory, type Place, placesOf } from './history.ts'
import { compareTexts, laterRegister } from './order.ts'
import { mergePasskey, mergePasskeySecrets } from './passkeys.ts'
import { mergeRest } from './rest.ts'
import { joinMaps, mergePresence, mergeSets } from './sets.ts'

/**
 * Merges two states of an account, field by field: commutative, associative, idempotent. Stamps
 * say what each side changed, so that no common base is needed. Later values win, replaced ones go
 * to the history, and passkeys are only ever added: deleting one marks it.
 */
export function mergeAccounts(a: AccountContent, b: AccountContent): AccountContent {
  return {
    profile: mergeProfiles(a.profile, b.profile),
    secrets: mergeSecrets(a.secrets, b.secrets),
  }
}

/** Merges two states of a profile; as `mergeAccounts`. */
export function mergeProfiles(a: Profile, b: Profile): Profile {
  const merged: Profile = {
    // Written once, when it is made: whoever knows of it is right.
    kind: compareTexts(a.kind, b.kind) < 0 ? b.kind : a.kind,
    appName: laterRegister(a.appName, b.appName),
    username: laterRegister(a.username, b.username),
    displayName: laterRegister(a.displayName, b.displayName),
    rpIds: mergeSets(a.rpIds, b.rpIds),
    labels: mergeSets(a.labels, b.labels),
    shares: joinMaps(a.shares, b.shares, laterRegister),
    passkeys: joinMaps(a.passkeys, b.passkeys, mergePasskey),
    ...mergePresence(a, b),
    history: [],
    rest: mergeRest(a.rest, b.rest),
  }
  const history = mergeHistory(
    [a.history, b.history],
    [...profilePlaces(a), ...profilePlaces(b)],
    profilePlaces(merged),
  )
  return { ...merged, history }
}

/** Merges two states of the secrets; as `mergeAccounts`. */
export function mergeSecrets(a: Secrets, b: Secrets): Secrets {
  const merged: Secrets = {
    password: laterRegister(a.password, b.password),
    oneTimeCodeSeed: laterRegister(a.oneTimeCodeSeed, b.oneTimeCodeSeed),
    notes: laterRegister(a.notes, b.notes),
    hosts: mergeSets(a.hosts, b.hosts),
    passkeys: joinMaps(a.passkeys, b.passkeys, mergePasskeySecrets),
    history: [],
    rest: mergeRest(a.rest, b.rest),
  }
  const history = mergeHistory<Secret<string>>(
    [a.history, b.history],
    [...placesOf(a, SECRET_TEXTS), ...placesOf(b, SECRET_TEXTS)],
    placesOf(merged, SECRET_TEXTS),
  )
  return { ...merged, history }
}

function profilePlaces(profile: Profile): Place<string>[] {
  return [
    ...placesOf(profile, PROFILE_TEXTS),
    ...[...profile.passkeys].flatMap(([id, passkey]) => placesOf(passkey, PASSKEY_TEXTS, id)),
  ]
}
