import { encodeBase64url } from '@keyward/codec'
import type { DeviceEvent, Happening } from '@keyward/log'
import { randomFillSync } from 'node:crypto'
import {
  type AccountContent,
  normaliseText,
  searchEntryOf,
  type SearchEntry,
  searchIndex,
} from '../accounts.ts'
import type { OpenAccount, Relation, Vault } from '../vault/vault.ts'

/** A vault that keeps content as it is, to test what stands on one. */
export interface MemoryVault extends Vault {
  readonly saved: Map<string, AccountContent>
  readonly recorded: Happening<DeviceEvent>[]
  /** Makes the next write fail. */
  failNext(error: Error): void
  /** Puts an account there as another member shared it. */
  put(accountId: string, content: AccountContent, relation: Relation): void
}

export function memoryVault(): MemoryVault {
  const saved = new Map<string, AccountContent>()
  const relations = new Map<string, Relation>()
  const recorded: Happening<DeviceEvent>[] = []
  const index = searchIndex()
  let failure: Error | undefined
  const put = (accountId: string, content: AccountContent, relation: Relation): void => {
    if (failure !== undefined) {
      const error = failure
      failure = undefined
      throw error
    }
    saved.set(accountId, content)
    relations.set(accountId, relation)
    const entry = searchEntryOf(accountId, content.profile)
    if (entry === undefined) index.remove(accountId)
    else index.put(entry)
  }
  const vault: MemoryVault = {
    saved,
    recorded,
    index,
    put,
    failNext: (error) => void (failure = error),
    get: async (accountId) =>
      openAccount(accountId, saved.get(accountId), relations.get(accountId)),
    deleted: async () => [],
    relationOf: (accountId) => relations.get(accountId),
    async create(content, options) {
      const accountId = options.accountId ?? encodeBase64url(randomFillSync(new Uint8Array(16)))
      put(accountId, content, 'owner')
      recorded.push(...(options.activity ?? []))
      return accountId
    },
    async save(accountId, content, options) {
      put(accountId, content, relations.get(accountId) ?? 'owner')
      recorded.push(...(options.activity ?? []))
    },
    async record(activity) {
      recorded.push(...activity)
    },
    share: async () => {},
    unshare: async () => {},
    claimedLocally: async (content, except) => claimed(index.search('', 1000), content, except),
    claimsOf: async () => undefined,
    pendingCount: async () => 0,
    apart: async () => [],
    watch: () => () => {},
  }
  return vault
}

function openAccount(
  accountId: string,
  content: AccountContent | undefined,
  relation: Relation | undefined,
): OpenAccount | undefined {
  if (content === undefined || relation === undefined) return undefined
  return {
    accountId,
    relation,
    profile: content.profile,
    secrets: relation === 'owner' ? content.secrets : undefined,
    grants: [{ granteeId: 'me', role: relation }],
    isPending: false,
    isUsernameTaken: false,
    deletedAt: undefined,
  }
}

function claimed(
  entries: readonly SearchEntry[],
  { profile }: AccountContent,
  except: string | undefined,
): SearchEntry | undefined {
  const wanted = normaliseText(profile.username.value)
  if (wanted === '') return undefined
  return entries.find(
    ({ accountId, username, appName }) =>
      accountId !== except &&
      normaliseText(username) === wanted &&
      normaliseText(appName) === normaliseText(profile.appName.value),
  )
}
