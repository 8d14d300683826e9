import { decodeBase64url, equalBytes } from '@keyward/codec'
import type { AccountChange, AccountPush, ListPush } from '@keyward/protocol'
import {
  checkSuccessor,
  hashWrapped,
  parseAccessList,
  type SignedAccessList,
  type VerifiedAccessList,
} from '@keyward/vault/access'
import type { MembershipView } from '../../vault/membership-view.ts'

/** Something stored, with the revision that it came with. */
export interface Stored<T> {
  readonly revision: number
  readonly value: T
}

export interface StoredWrite {
  readonly version: number
  readonly hash: Uint8Array
  readonly text: string
}

type Keys = ListPush['wrapped'][number]

/** One account as the server has it. */
export class FakeAccount {
  readonly accountId: string
  lists: Stored<{ list: SignedAccessList; text: string }>[] = []
  wrapped = new Map<string, Keys>()
  profile: Stored<StoredWrite> | undefined
  secrets: Stored<StoredWrite> | undefined
  revision = 0
  grantedAt = new Map<string, number>()
  revokedAt = new Map<string, number>()
  claims: readonly string[] = []
  isUsernameTaken = false
  deletedAt: number | null = null

  constructor(accountId: string) {
    this.accountId = accountId
  }

  copy(): FakeAccount {
    const copy = Object.assign(new FakeAccount(this.accountId), this)
    copy.lists = [...this.lists]
    copy.wrapped = new Map(this.wrapped)
    copy.grantedAt = new Map(this.grantedAt)
    copy.revokedAt = new Map(this.revokedAt)
    return copy
  }

  get list(): SignedAccessList | undefined {
    return this.lists.at(-1)?.value.list
  }

  /** Takes a list that was checked. */
  addList({ list: text, wrapped }: ListPush, revision: number): void {
    const list = parseAccessList(decodeBase64url(text))
    const before = this.list?.statement.grants ?? []
    for (const keys of wrapped) this.wrapped.set(keys.granteeId, keys)
    const { grants } = list.statement
    for (const { granteeId } of before)
      if (!grants.some((one) => one.granteeId === granteeId))
        this.revokedAt.set(granteeId, revision)
    for (const { granteeId } of grants) {
      if (before.some((one) => one.granteeId === granteeId)) continue
      this.grantedAt.set(granteeId, revision)
      this.revokedAt.delete(granteeId)
    }
    this.lists.push({ revision, value: { list, text } })
  }

  /** The newest list, verified from the first. */
  verify(view: MembershipView): VerifiedAccessList | undefined {
    let newest: VerifiedAccessList | undefined
    for (const { value } of this.lists) {
      const { memberId, deviceId, head } = value.list.statement
      const publicKey = view.authorAt(memberId, deviceId, head.sequence - 1)!
      newest = checkSuccessor(newest, value.list, { memberId, deviceId, publicKey })
    }
    return newest
  }

  /** Whether every grant of the newest list has the keys that it names. */
  get isComplete(): boolean {
    return (this.list?.statement.grants ?? []).every((grant) => {
      const keys = this.wrapped.get(grant.granteeId)
      return (
        keys !== undefined && equalBytes(hashWrapped(decodeBase64url(keys.profile)), grant.profile)
      )
    })
  }

  /** What the member may have of it and has not after a revision. */
  changeFor(memberId: string, since: number): AccountChange | undefined {
    const empty = {
      accountId: this.accountId,
      revision: this.revision,
      isRevoked: false,
      lists: [],
      wrapped: null,
      profile: null,
      secrets: null,
      deletedAt: this.deletedAt,
      isUsernameTaken: this.isUsernameTaken,
      isPurged: false,
    }
    const revoked = this.revokedAt.get(memberId)
    if (revoked !== undefined)
      return revoked > since ? { ...empty, revision: revoked, isRevoked: true } : undefined
    const granted = this.grantedAt.get(memberId)
    if (granted === undefined || this.revision <= since) return undefined
    const from = granted > since ? 0 : since
    const lists = this.lists.filter(({ revision }) => revision > from)
    const keys = this.wrapped.get(memberId)
    const textOf = (write: Stored<StoredWrite> | undefined): string | null =>
      write !== undefined && write.revision > from ? write.value.text : null
    return {
      ...empty,
      lists: lists.map(({ value }) => value.text),
      wrapped:
        lists.length === 0 || keys === undefined
          ? null
          : { profile: keys.profile, secrets: keys.secrets },
      profile: textOf(this.profile),
      secrets: textOf(this.secrets),
    }
  }
}

/** The bytes of a push's compartment. */
export function bytesOf(push: AccountPush, part: 'profile' | 'secrets'): Uint8Array | undefined {
  const text = push[part]
  return text === null ? undefined : decodeBase64url(text)
}
