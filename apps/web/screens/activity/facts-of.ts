import type { ActivityEntry } from '@keyward/log'
import { indexListId } from '@keyward/protocol'
import type { OpenDesk } from '@keyward/keyholder/keyholder'
import { type ActivityFacts, activity as text } from '../../messages/en/activity.ts'
import { members } from '../../messages/en/members.ts'

/** What names are found in. */
export type Names = Pick<OpenDesk, 'workspace' | 'identity' | 'vault'> & {
  /** Names of collections, by id. */
  readonly collections?: ReadonlyMap<string, string>
}

/** What the sentence of an entry is made of, with the names that this device knows. */
function factsOf(names: Names, entry: ActivityEntry): ActivityFacts {
  const subject: Readonly<Record<string, unknown>> = entry.subject
  const wordOf = (name: string): string => String(subject[name] ?? '')
  const who = entry.memberId === null ? text.nobody : memberName(names, entry.memberId)
  const member = wordOf('memberId') || wordOf('granteeId')
  return {
    who,
    account: accountName(names, wordOf('accountId')),
    member: member === '' ? text.someMember : memberName(names, member),
    device: deviceName(names, wordOf('deviceId') || (entry.deviceId ?? '')),
    role: worded(members.roles, wordOf('role')),
    policy: worded(text.policies, wordOf('policy')),
    value: worded(text.values, wordOf('value') || wordOf('form')),
    method: worded(text.methods, wordOf('method')),
    secret: worded(text.secrets, wordOf('secret')),
    reason: worded(text.reasons, wordOf('reason')),
    refusedBy: refusedBy(wordOf('rule')),
    isApproved: subject['isApproved'] === true,
    count: Number(subject['count'] ?? 0),
  }
}

/** The sentence of an entry. */
export function sentenceFor(names: Names, entry: ActivityEntry): string {
  return text.says[entry.event](factsOf(names, entry))
}

/** How a member is called, present or former. */
export function memberName({ workspace }: Pick<Names, 'workspace'>, memberId: string): string {
  const { members: present, formerMembers } = workspace
  const isIt = (one: { readonly memberId: string }): boolean => one.memberId === memberId
  const member = [...present.values()].find(isIt)
  if (member !== undefined) return member.name
  const former = [...formerMembers.values()].find(isIt)
  return former === undefined ? text.someMember : text.former(former.name)
}

/** How an account is listed here; accounts of others have no name on this device. */
export function accountName({ vault, identity, collections }: Names, accountId: string): string {
  const collection = collections?.get(accountId)
  if (collection !== undefined) return text.collection(collection)
  if (accountId === indexListId(identity.workspaceId)) return text.indexAccount
  const known = vault.index.get(accountId)
  return known === undefined ? text.someAccount : `${known.appName} ${known.username}`.trim()
}

function deviceName({ workspace }: Names, deviceId: string): string {
  const device = [...workspace.devices.values()].find((one) => one.deviceId === deviceId)
  return device?.name ?? text.someDevice
}

/** A word that the log has, as people say it. */
function worded(words: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(words, word) ? (words[word] ?? word) : word
}

function refusedBy(rule: string): string {
  const said = worded(text.refusedBy, rule)
  return said === rule ? text.someRule : said
}
