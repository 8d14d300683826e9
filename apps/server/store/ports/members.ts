import type { WriteOnce } from '../store.ts'
import type { ActivityDraft } from './activity.ts'
import type { AppendEntry } from './workspaces.ts'

export type MemberStatus = 'waiting' | 'admitted' | 'removed'

export interface KeysetRow {
  readonly keysetEpoch: number
  readonly accountKeyEpoch: number
  readonly sealed: Uint8Array
}

export interface MethodRow {
  readonly methodId: string
  readonly kind: 'passphrase' | 'kit' | 'passkey'
  readonly name: string | null
  readonly accountKeyEpoch: number
  readonly wrapped: Uint8Array
  readonly createdAt: number
  /** Of a passphrase: OPAQUE's record. */
  readonly record: string | null
  /** Of a kit: the Ed25519 key; of a passkey: its COSE key. */
  readonly publicKey: Uint8Array | null
  /** Of a passkey. */
  readonly credentialId: Uint8Array | null
  readonly signCount: number
}

export interface MemberRow {
  readonly workspaceId: string
  readonly memberId: string
  readonly address: string
  readonly status: MemberStatus
  readonly accountKeyEpoch: number
  readonly anchor: Uint8Array
}

export interface NewMemberRow extends Omit<MemberRow, 'workspaceId'> {
  /** The address as it is compared: NFKC, lower case. */
  readonly addressKey: string
  readonly keyset: KeysetRow
  readonly methods: readonly MethodRow[]
}

/** Members and what unlocks their vaults. */
export interface MemberStore {
  get(workspaceId: string, memberId: string): Promise<MemberRow | undefined>
  byAddress(workspaceId: string, addressKey: string): Promise<MemberRow | undefined>
  /** By a kit's key or a passkey's credential ID, in any workspace. */
  byMethod(by: {
    readonly publicKey?: Uint8Array
    readonly credentialId?: Uint8Array
  }): Promise<{ readonly member: MemberRow; readonly method: MethodRow } | undefined>
  keysets(workspaceId: string, memberId: string): Promise<readonly KeysetRow[]>
  methods(workspaceId: string, memberId: string): Promise<readonly MethodRow[]>
  /** Adds it, or replaces the one with its id. @throws {StoreError} `object_refused` when its key is another method's */
  putMethod(
    member: { readonly workspaceId: string; readonly memberId: string },
    method: MethodRow,
    activity: readonly ActivityDraft[],
    once: WriteOnce,
  ): Promise<void>
  /** Sessions that began with the method end. @throws {StoreError} `method_unknown`, `last_method` */
  deleteMethod(
    member: { readonly workspaceId: string; readonly memberId: string },
    methodId: string,
    activity: readonly ActivityDraft[],
    once: WriteOnce,
  ): Promise<void>
  /** Keeps the passkey's new signature counter. */
  recordPasskeyUse(
    workspaceId: string,
    memberId: string,
    methodId: string,
    signCount: number,
  ): Promise<void>
  putAnchor(workspaceId: string, memberId: string, anchor: Uint8Array): Promise<void>
  /** A new account key: all keysets and methods are replaced together with the chain's entry. */
  changeKeys(
    change: AppendEntry & {
      readonly memberId: string
      readonly accountKeyEpoch: number
      readonly anchor: Uint8Array
      readonly keysets: readonly KeysetRow[]
      readonly methods: readonly MethodRow[]
    },
  ): Promise<number>
}
