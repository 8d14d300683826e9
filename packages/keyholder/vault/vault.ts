import type { DeviceEvent, Happening } from '@keyward/log'
import type { AccountContent, Profile, SearchEntry, SearchIndex } from '../accounts.ts'

/** The member's role on an account, as its newest verified access list says. */
export type Relation = 'owner' | 'manager' | 'collaborator'

/** An account as this device has it, with what was changed here and is not yet synchronised. */
export interface OpenAccount {
  readonly accountId: string
  readonly relation: Relation
  readonly profile: Profile
  /** undefined for who is no Owner. */
  readonly secrets: AccountContent['secrets'] | undefined
  /** The members who have it, by id. */
  readonly grants: readonly { readonly granteeId: string; readonly role: Relation }[]
  /** Something of it waits to be pushed. */
  readonly isPending: boolean
  /** Another account has the username: rename one. */
  readonly isUsernameTaken: boolean
  /** When it was deleted, UTC milliseconds. */
  readonly deletedAt: number | undefined
}

/** Something that could not be opened or verified. It is kept as it came. */
export interface SetApart {
  readonly key: string
  readonly accountId: string | undefined
  /** Which rule refused it. */
  readonly rule: string
  readonly bytes: Uint8Array
}

/** How the saved content treats a username that another account has taken meanwhile. */
export interface SaveOptions {
  /** `keep`: a site has been answered with a passkey of it, so that it is kept and marked. */
  readonly onTaken: 'refuse' | 'keep'
  /** What this device did, to be signed and logged; kept durably together with the change. */
  readonly activity?: readonly Happening<DeviceEvent>[]
}

/** The accounts of an unlocked session: content in and out, durable when it says so. */
export interface Vault {
  /** undefined when there is none, or it is set apart. */
  get(accountId: string): Promise<OpenAccount | undefined>
  /** In memory, with every account that is not deleted, and nothing that is no account. */
  readonly index: SearchIndex
  /** Accounts that are deleted and can be restored. */
  deleted(): Promise<readonly OpenAccount[]>
  /** Which of the index's entries are mine by what role; cheap. */
  relationOf(accountId: string): Relation | undefined
  /**
   * Makes an account with its keys and its access list, with the member as its one Owner. Durable
   * when it resolves; pushed when the server can be reached.
   *
   * @returns its id
   * @throws {KeyholderError} `replica.*`
   */
  create(content: AccountContent, options: SaveOptions & { accountId?: string }): Promise<string>
  /** Saves changed content of an account of which the member is Owner. Durable when it resolves. */
  save(accountId: string, content: AccountContent, options: SaveOptions): Promise<void>
  /** Gives or takes an account role; takes effect for others with the next push. */
  share(accountId: string, memberId: string, role: Relation): Promise<void>
  unshare(accountId: string, memberId: string): Promise<void>
  /** Accounts with this username that these claims would collide with, among those known here. */
  claimedLocally(content: AccountContent, except?: string): Promise<SearchEntry | undefined>
  /** The claims of content under the present index key; undefined while this device has none. */
  claimsOf(
    content: AccountContent,
  ): Promise<{ readonly indexEpoch: number; readonly claims: readonly Uint8Array[] } | undefined>
  /** Signs and keeps what this device did without changing an account: reported with the next sync. */
  record(activity: readonly Happening<DeviceEvent>[]): Promise<void>
  /** How many accounts have changes that are not synchronised. */
  pendingCount(): Promise<number>
  apart(): Promise<readonly SetApart[]>
  /** Told after the content of accounts changed, by whomever. Returns the way to stop. */
  watch(listener: (accountIds: readonly string[]) => void): () => void
}
