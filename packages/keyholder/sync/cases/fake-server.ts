import { decodeBase64url, encodeBase64url, equalBytes } from '@keyward/codec'
import {
  type AccountPush,
  type Changes,
  indexListId,
  type PushResult,
  type PushResults,
} from '@keyward/protocol'
import { checkSuccessor, isOwner, parseAccessList, VaultError } from '@keyward/vault/access'
import { NO_PREVIOUS, parseWrite, verifyWrite } from '@keyward/vault/envelope'
import { encodeEntry, hashEntry, type SignedEntry } from '@keyward/workspace/chain'
import { TestMembership, type TestWorkspace } from '../../vault/cases/workspace.ts'
import { KeyholderError } from '../../error.ts'
import type { Remote } from '../../remote/port.ts'
import { bytesOf, FakeAccount, type StoredWrite } from './fake-account.ts'
import { FakeLog } from './fake-log.ts'

/** Who asks the server. */
export interface Caller {
  readonly memberId: string
  readonly deviceId: string
}

/** What of the server's data a backup has. */
export interface Backup {
  readonly accounts: ReadonlyMap<string, FakeAccount>
  readonly chainLength: number
  readonly claims: ReadonlyMap<string, string>
  readonly revision: number
}

type Refused = Extract<PushResult, { outcome: 'refused' }>['code']

/** A server in memory that holds pushes to the rules of the real one, and lies when it is told to. */
export class FakeServer {
  readonly workspace: TestWorkspace
  accounts = new Map<string, FakeAccount>()
  claims = new Map<string, string>()
  incarnation: string
  revision = 0
  /** The revision of each entry of the chain that the server has. */
  chain: { entry: SignedEntry; revision: number }[] = []
  activity: FakeLog
  /** Heads of the log that it was shown. */
  readonly reportedHeads: string[] = []
  readonly statements = new Set<string>()
  /**
   * Asked before each request is done and before its answer comes: may throw, and so cut it off, or
   * have the request done twice.
   */
  network: (name: string, moment: 'request' | 'answer') => 'twice' | undefined = () => undefined
  /** Changes a page on its way to a device. */
  lie: (page: Changes, caller: Caller) => Changes = (page) => page
  /** Every push is refused by this code. */
  refuse: Refused | undefined
  /** A push of more is too large. */
  mostAccounts = Infinity
  /** A page of changes has no more. */
  mostPerPage = Infinity
  /** Changes before this revision are no longer known one by one. */
  forgetBefore = 0
  #folded: TestMembership | undefined

  constructor(workspace: TestWorkspace) {
    this.workspace = workspace
    this.incarnation = encodeBase64url(workspace.random(16))
    this.activity = new FakeLog(workspace)
    this.growChain()
  }

  /** Takes entries that the workspace's administrators appended. */
  growChain(): void {
    for (const entry of this.workspace.entries.slice(this.chain.length)) {
      this.revision += 1
      this.chain.push({ entry, revision: this.revision })
    }
  }

  remote(caller: Caller): Pick<Remote, 'call' | 'follow'> {
    const call = async (name: string, options: Record<string, never> = {}): Promise<unknown> => {
      const isTwice = this.network(name, 'request') === 'twice'
      if (isTwice) this.#answer(name, options as never, caller)
      const answer = this.#answer(name, options as never, caller)
      this.network(name, 'answer')
      return answer
    }
    return { call: call as never, follow: async function* () {} }
  }

  backup(): Backup {
    const accounts = new Map([...this.accounts].map(([id, account]) => [id, account.copy()]))
    const { chain, claims, revision } = this
    return { accounts, chainLength: chain.length, claims: new Map(claims), revision }
  }

  restore(backup: Backup): void {
    this.accounts = new Map([...backup.accounts].map(([id, account]) => [id, account.copy()]))
    this.chain = this.chain.slice(0, backup.chainLength)
    this.claims = new Map(backup.claims)
    this.revision = backup.revision
    this.incarnation = encodeBase64url(this.workspace.random(16))
    this.activity = new FakeLog(this.workspace)
  }

  #answer(
    name: string,
    { query, body }: { query: Record<string, never>; body: Record<string, never> },
    caller: Caller,
  ): unknown {
    switch (name) {
      case 'getChanges':
        return this.lie(this.#changes(query, caller), caller)
      case 'push':
        return this.#push(body['accounts'] as unknown as AccountPush[], caller)
      case 'appendEntry':
        return this.#append(body['entry'] as unknown as string)
      case 'reportLogHead':
        return this.reportedHeads.push(String(body['signed']))
      case 'reportActivity':
        return this.#report(body['statements'] as unknown as string[])
      default:
        throw new Error(`The fake server has no ${name}.`)
    }
  }

  #changes(query: Record<string, number>, { memberId }: Caller): Changes {
    const { since = 0, limit = 1000, logSize } = query
    if (since > 0 && since < this.forgetBefore)
      throw new KeyholderError('remote.refused', 'Too old.', { code: 'start_again' })
    const all = [...this.accounts.values()]
      .flatMap((account) => account.changeFor(memberId, since) ?? [])
      .toSorted((a, b) => a.revision - b.revision)
    const accounts = all.slice(0, Math.min(limit, this.mostPerPage))
    const hasMore = all.length > accounts.length
    const { head } = this
    return {
      incarnation: this.incarnation,
      revision: hasMore ? accounts.at(-1)!.revision : this.revision,
      hasMore,
      entries: this.chain
        .filter(({ revision }) => revision > since)
        .map(({ entry }) => encodeBase64url(encodeEntry(entry))),
      head,
      accounts,
      ...this.activity.told(logSize),
      serverTime: this.workspace.now,
    }
  }

  get head(): Changes['head'] {
    const { entry } = this.chain.at(-1)!
    return { sequence: entry.sequence, hash: encodeBase64url(hashEntry(entry)) }
  }

  #push(pushes: readonly AccountPush[], caller: Caller): PushResults {
    if (pushes.length > this.mostAccounts)
      throw new KeyholderError('remote.refused', 'Too large.', { code: 'too_large' })
    const results = pushes.map((push) => this.#pushOne(push, caller))
    return { revision: this.revision, results }
  }

  #pushOne(push: AccountPush, caller: Caller): PushResult {
    const { accountId } = push
    const account = (this.accounts.get(accountId) ?? new FakeAccount(accountId)).copy()
    const refused = (code: Refused, rule: string | null = null): PushResult => ({
      accountId,
      outcome: 'refused',
      code,
      rule,
    })
    if (this.refuse !== undefined) return refused(this.refuse)
    try {
      const revision = this.revision + 1
      const isStale = !this.#takeLists(account, push, caller, revision)
      const current = this.accounts.get(accountId)?.changeFor(caller.memberId, 0)
      if (isStale) return current ? { accountId, outcome: 'stale', current } : refused('forbidden')
      for (const part of ['profile', 'secrets'] as const) {
        if (this.#takeWrite(account, push, part, caller, revision)) continue
        return current ? { accountId, outcome: 'stale', current } : refused('forbidden')
      }
      const claimed = this.#takeClaims(account, push)
      if (claimed !== undefined) return refused(claimed)
      if (push.isDeleted !== null) account.deletedAt = push.isDeleted ? this.workspace.now : null
      account.revision = revision
      this.revision = revision
      this.accounts.set(accountId, account)
      const { isUsernameTaken } = account
      return { accountId, outcome: 'accepted', revision, isUsernameTaken }
    } catch (error) {
      if (error instanceof VaultError) return refused('object_refused', error.rule)
      throw error
    }
  }

  /** false when they do not follow. */
  #takeLists(account: FakeAccount, push: AccountPush, caller: Caller, revision: number): boolean {
    const view = this.#view()
    for (const one of push.lists) {
      const list = parseAccessList(decodeBase64url(one.list))
      const { memberId, deviceId, head, version, prevHash } = list.statement
      if (!push.isPutBack && (memberId !== caller.memberId || deviceId !== caller.deviceId))
        throw new VaultError('access.author', 'Another author.')
      const publicKey = view.authorAt(memberId, deviceId, head.sequence - 1)
      const own = view.hashAt(head.sequence - 1)
      if (publicKey === undefined || own === undefined || !equalBytes(own, head.hash))
        throw new VaultError('access.chain-head', 'Another chain.')
      const author = { memberId, deviceId, publicKey }
      const known = account.list && account.verify(view)
      if (version !== (known?.statement.version ?? 0) + 1) return false
      if (!equalBytes(prevHash, known?.hash ?? NO_PREVIOUS)) return false
      checkSuccessor(known, list, author)
      account.addList(one, revision)
    }
    if (!account.isComplete) throw new VaultError('access.wrapped-hash', 'Keys are missing.')
    return account.list !== undefined
  }

  /** false when it does not follow. */
  #takeWrite(
    account: FakeAccount,
    push: AccountPush,
    part: 'profile' | 'secrets',
    caller: Caller,
    revision: number,
  ): boolean {
    const bytes = bytesOf(push, part)
    if (bytes === undefined) return true
    const write = parseWrite(bytes)
    const { context, memberId, deviceId, head } = write.statement
    const known = account[part]?.value
    const isNext =
      context.version === (known?.version ?? 0) + 1 &&
      equalBytes(context.prevHash, known?.hash ?? NO_PREVIOUS)
    const isAhead = push.isPutBack && context.version > (known?.version ?? 0)
    if (!isNext && !isAhead) return false
    const list = account.list!.statement
    if (!isOwner(list, memberId)) throw new VaultError('write.author', 'No Owner.')
    if (!push.isPutBack && memberId !== caller.memberId)
      throw new VaultError('write.author', 'Another author.')
    const view = this.#view()
    const publicKey = view.authorAt(memberId, deviceId, head.sequence - 1) ?? new Uint8Array(32)
    verifyWrite(write, {
      kind: part,
      workspaceId: this.workspace.workspaceId,
      objectId: push.accountId,
      keyEpoch: list[part].epoch,
      formatVersions: [1],
      author: { memberId, deviceId, publicKey },
    })
    const value: StoredWrite = {
      version: context.version,
      hash: write.hash,
      text: encodeBase64url(bytes),
    }
    account[part] = { revision, value }
    return true
  }

  #takeClaims(account: FakeAccount, { claims, onTaken }: AccountPush): Refused | undefined {
    if (claims === null) return undefined
    const index = this.accounts.get(indexListId(this.workspace.workspaceId))?.list
    if (index?.statement.profile.epoch !== claims.indexEpoch) return 'index_key_stale'
    const isTaken = claims.claims.some(
      (claim) => (this.claims.get(claim) ?? account.accountId) !== account.accountId,
    )
    if (isTaken && onTaken === 'refuse') return 'username_taken'
    for (const claim of account.claims) this.claims.delete(claim)
    account.isUsernameTaken = isTaken
    account.claims = isTaken ? [] : claims.claims
    for (const claim of account.claims) this.claims.set(claim, account.accountId)
    return undefined
  }

  /** The folded chain, folded again only when it is another. */
  #view(): TestMembership {
    if (this.#folded?.entries.length !== this.chain.length)
      this.#folded = new TestMembership(this.chain.map(({ entry }) => entry))
    return this.#folded
  }

  #append(text: string): unknown {
    const next = this.workspace.entries[this.chain.length]
    if (next === undefined || encodeBase64url(encodeEntry(next)) !== text)
      throw new KeyholderError('remote.refused', 'Conflict.', { code: 'chain_conflict' })
    this.revision += 1
    this.chain.push({ entry: next, revision: this.revision })
    return { revision: this.revision, head: this.head }
  }

  #report(statements: readonly string[]): unknown {
    if (statements.some((text) => decodeBase64url(text).length < 10))
      throw new KeyholderError('remote.refused', 'Refused.', { code: 'object_refused' })
    for (const text of statements) {
      if (this.statements.has(text)) continue
      this.statements.add(text)
      this.activity.append(decodeBase64url(text))
    }
    return { head: this.activity.head }
  }
}
