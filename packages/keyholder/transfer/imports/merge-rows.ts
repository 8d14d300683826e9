import type { CredentialSource } from '@keyward/webauthn/authenticator'
import type { PublicSuffixes } from '@keyward/webauthn/client'
import { equalBytes } from '@keyward/codec'
import { appKeys } from '../../accounts/claims.ts'
import { Secret } from '../../accounts/content/secret.ts'
import type { Profile } from '../../accounts/content/types.ts'
import { createAccount } from '../../accounts/edits/account.ts'
import { normaliseText } from '../../accounts/normalise.ts'
import { TRANSFER_LIMITS } from '../limits.ts'
import type { NoticeList } from '../notice.ts'
import type { Draft } from './draft.ts'
import type { ImportedLogin } from './imported.ts'

/** Rows that belong together, in the order of the file; the first draft carries what they add up to. */
interface Group {
  readonly sum: Draft
  readonly rows: number[]
  /** UTF-16 code units of all their texts, at most. */
  size: number
}

/** What `appKeys` looks at is put into this profile. */
const NEVER = { at: 0, by: '' }
const NOBODY = createAccount({}, NEVER).profile

/** So many of the latest groups are tried, so that a file of nothing but look-alikes costs no more. */
const TRIED = 8

/**
 * Makes accounts of rows. Rows of the same apps and the same username (as usernames are compared)
 * become one account with the passkeys of all, where they don't contradict each other: other
 * managers keep password and passkey, or every passkey, in a row of its own. Two passwords, two
 * one-time codes, or two keys under one credential ID are a contradiction: such rows stay apart.
 */
export function mergeRows(
  drafts: readonly Draft[],
  suffixes: PublicSuffixes,
  notices: NoticeList,
): ImportedLogin[] {
  const groups: Group[] = []
  const candidates = new Map<string, Group[]>()
  for (const draft of drafts) {
    const key = keyOf(draft, suffixes)
    const known = key === undefined ? [] : (candidates.get(key) ?? [])
    const group = known.slice(-TRIED).find((one) => fits(one, draft))
    if (group === undefined) {
      const made = { sum: draft, rows: [draft.row], size: draft.size }
      groups.push(made)
      if (key !== undefined) candidates.set(key, [...known.slice(1 - TRIED), made])
    } else join(group, draft, notices)
  }
  return groups.map((group) => toLogin(group))
}

/** What rows of one account have in common; undefined without a username, which says nothing. */
function keyOf(draft: Draft, suffixes: PublicSuffixes): string | undefined {
  const username = normaliseText(draft.username)
  if (username === '') return undefined
  const sites = [...draft.hosts, ...[...draft.passkeys.values()].map(({ rpId }) => rpId)]
  const profile: Profile = {
    ...NOBODY,
    appName: { ...NEVER, value: draft.appName },
    rpIds: new Map(sites.map((site) => [site, { ...NEVER, value: true }])),
  }
  return JSON.stringify([username, ...appKeys(profile, suffixes)])
}

function fits({ sum, size }: Group, draft: Draft): boolean {
  return (
    agrees(sum.password, draft.password) &&
    agrees(sum.oneTimeCodeSeed, draft.oneTimeCodeSeed) &&
    sum.passkeys.size + draft.passkeys.size <= TRANSFER_LIMITS.passkeys &&
    sum.hosts.size + draft.hosts.size <= TRANSFER_LIMITS.hosts &&
    size + draft.size <= TRANSFER_LIMITS.text &&
    [...draft.passkeys].every(([id, passkey]) => isSameKey(sum.passkeys.get(id), passkey))
  )
}

function agrees(a: string, b: string): boolean {
  return a === '' || b === '' || a === b
}

function isSameKey(a: CredentialSource | undefined, b: CredentialSource): boolean {
  return a === undefined || (a.rpId === b.rpId && equalBytes(a.publicKey, b.publicKey))
}

function join(group: Group, draft: Draft, notices: NoticeList): void {
  const { sum } = group
  group.rows.push(draft.row)
  group.size += draft.size
  sum.appName ||= draft.appName
  sum.displayName ||= draft.displayName
  sum.password ||= draft.password
  sum.oneTimeCodeSeed ||= draft.oneTimeCodeSeed
  sum.addNotesOf(draft)
  for (const label of draft.labels) sum.labels.add(label)
  for (const host of draft.hosts) sum.hosts.add(host)
  for (const [id, passkey] of draft.passkeys) {
    if (sum.passkeys.has(id)) notices.incomplete(draft.row, 'passkey.duplicate')
    else sum.passkeys.set(id, passkey)
  }
  sum.createdAt = least(sum.createdAt, draft.createdAt)
  sum.modifiedAt = most(sum.modifiedAt, draft.modifiedAt)
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}

function most(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
}

function toLogin({ sum: draft, rows }: Group): ImportedLogin {
  const { appName, username, displayName, createdAt, modifiedAt } = draft
  const passkeys = [...draft.passkeys.values()]
  const signedIn = new Set(passkeys.map(({ rpId }) => rpId))
  return {
    kind: 'login',
    rows,
    fields: {
      appName,
      username,
      displayName,
      rpIds: [...draft.hosts].filter((host) => !signedIn.has(host)),
      labels: [...draft.labels],
      hosts: [...draft.hosts],
    },
    secrets: {
      password: new Secret(draft.password),
      oneTimeCodeSeed: new Secret(draft.oneTimeCodeSeed),
      notes: new Secret(draft.notes),
    },
    passkeys,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  }
}
