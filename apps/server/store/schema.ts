import type { ReportCode, ReportPlatform, ReportStep } from '@keyward/protocol'
import type { Generated } from 'kysely'
import type { DealTables } from './deal-tables.ts'

/** Every table by name. Times are UTC milliseconds, flags are 0 and 1, ids are 22 characters. */
export interface Schema extends DealTables {
  readonly keyward_format: { id: number; format: number }
  readonly workspaces: {
    workspace_id: string
    incarnation: string
    revision: number
    /** The profile epoch of the index list: with which key claims are made. */
    index_epoch: number
    activity_sequence: number
    activity_hash: Uint8Array
    /** The hashes of the subtrees that the tree over the log falls into; null for none. */
    activity_peaks: Uint8Array | null
    /** The highest revision of a deal that ended and was forgotten; null for none. */
    deals_forgotten: Generated<number | null>
  }
  /** How often something happened that takes no revision, for databases without notices. */
  readonly news: { workspace_id: string; kind: string; count: number }
  readonly chain: {
    workspace_id: string
    sequence: number
    revision: number
    hash: Uint8Array
    bytes: Uint8Array
  }
  readonly members: {
    workspace_id: string
    member_id: string
    address: string
    /** null once the member was removed, so that the address is free again. */
    address_key: string | null
    status: 'waiting' | 'admitted' | 'removed'
    account_key_epoch: number
    anchor: Uint8Array
  }
  readonly keysets: {
    workspace_id: string
    member_id: string
    keyset_epoch: number
    account_key_epoch: number
    sealed: Uint8Array
  }
  readonly methods: {
    workspace_id: string
    member_id: string
    method_id: string
    kind: 'passphrase' | 'kit' | 'passkey'
    name: string | null
    account_key_epoch: number
    wrapped: Uint8Array
    created_at: number
    record: string | null
    public_key: Uint8Array | null
    credential_id: Uint8Array | null
    sign_count: number
  }
  /** The proof key of each device, kept for good from its first session on. */
  readonly devices: {
    workspace_id: string
    device_id: string
    member_id: string
    thumbprint: string
  }
  readonly sessions: {
    workspace_id: string
    session_id: string
    token_hash: Uint8Array
    member_id: string
    device_id: string
    device_name: string
    thumbprint: string
    started_by: 'passphrase' | 'passkey' | 'kit' | 'sign-up'
    method_id: string | null
    started_at: number
    expires_at: number
    last_used_at: number
    /** 1 once the chain has removed the member or the device. */
    is_removed: number
  }
  readonly once_values: { id: string; value: Uint8Array; expires_at: number }
  readonly invitations: InvitationTable
  readonly approvals: {
    workspace_id: string
    member_id: string
    approval_id: string
    device_id: string
    expires_at: number
  }
  readonly approval_messages: {
    workspace_id: string
    member_id: string
    approval_id: string
    place: number
    device_id: string
    body: Uint8Array
  }
  readonly accounts: AccountTable
  readonly lists: {
    workspace_id: string
    account_id: string
    version: number
    revision: number
    hash: Uint8Array
    bytes: Uint8Array
  }
  /** Of the newest list of each account. */
  readonly grants: {
    workspace_id: string
    account_id: string
    grantee_id: string
    role: 'owner' | 'manager' | 'collaborator'
    /** From which revision on the grantee has the account in this role. */
    granted_revision: number
    profile: Uint8Array
    secrets: Uint8Array | null
  }
  /** Who no longer has an account. */
  readonly revocations: {
    workspace_id: string
    grantee_id: string
    account_id: string
    revision: number
  }
  /** The newest version of each sealed compartment. */
  readonly compartments: {
    workspace_id: string
    account_id: string
    kind: 'profile' | 'secrets'
    revision: number
    bytes: Uint8Array
  }
  readonly claims: { workspace_id: string; claim: Uint8Array; account_id: string }
  readonly reservations: {
    workspace_id: string
    claim: Uint8Array
    account_id: string
    until: number
  }
  readonly activity: {
    workspace_id: string
    sequence: number
    time: number
    event: string
    member_id: string | null
    account_id: string | null
    statement_id: string | null
    bytes: Uint8Array
    /** The hashes of the subtrees that end with this entry, the leaf first. */
    completed: Uint8Array | null
  }
  readonly idempotency: {
    workspace_id: string
    once_key: string
    fingerprint: Uint8Array
    /** JSON. */
    result: string
    until: number
  }
  readonly app_lists: {
    source: 'imported' | 'fetched'
    updated_at: number
    /** JSON. */
    apps: string
  }
  readonly reports: {
    workspace_id: string
    report_id: string
    member_id: string
    reported_at: number
    platform: ReportPlatform
    step: ReportStep
    code: ReportCode
    rp_id: string
    app_name: string
    text: string | null
    closed_at: number | null
    closed_by: string | null
  }
  readonly support_contacts: { workspace_id: string; contact: string }
  readonly webhooks: WebhookTable
}

export interface WebhookTable {
  workspace_id: string
  webhook_id: string
  url: string
  created_by: string
  created_at: number
  /** Of the entry that is sent next. */
  next_sequence: number
  delivered_at: number | null
  /** Attempts since the last delivery that failed. */
  failures: number
  failing_since: number | null
  /** What the last attempt came to, in a word. */
  last_status: string | null
  next_attempt_at: number
  disabled_at: number | null
}

interface InvitationTable {
  workspace_id: string
  invitation_id: string
  role: string
  member_kind: string
  created_by: string
  created_at: number
  expires_at: number
  chain_proof: Uint8Array
  head_sequence: number
  head_hash: Uint8Array
  email: string | null
  /** Who answered it; null, as all below, while it is open. */
  member_id: Generated<string | null>
  /** JSON. */
  joiner: Generated<string | null>
  join_address: Generated<string | null>
  join_proof: Generated<Uint8Array | null>
  joined_at: Generated<number | null>
}

export interface AccountTable {
  workspace_id: string
  account_id: string
  /** Of the last change to anything of the account. */
  revision: number
  list_version: number
  list_hash: Uint8Array
  /** 0 for a compartment that was never written. */
  profile_version: number
  profile_hash: Uint8Array | null
  secrets_version: number
  secrets_hash: Uint8Array | null
  /** Bytes of all that a view of it may hold. */
  lists_size: number
  profile_size: number
  secrets_size: number
  deleted_at: number | null
  is_username_taken: number
  is_purged: number
}
