import type { Generated } from 'kysely'

/** Tables around deals. Times are UTC milliseconds, ids are 22 characters. */
export interface DealTables {
  readonly deal_keys: {
    workspace_id: string
    device_id: string
    member_id: string
    statement: Uint8Array
  }
  readonly deals: DealTable
  /** Sign-ins of a device with a passkey, by whatever deal, on one day since 1970. */
  readonly deal_uses: {
    workspace_id: string
    account_id: string
    device_id: string
    public_key_hash: Uint8Array
    day: number
    count: number
  }
  readonly terms: {
    workspace_id: string
    account_id: string
    member_id: string
    version: number
    statement: Uint8Array
    /** Under this version. */
    sign_ins_used: number
  }
  readonly sign_in_approvals: {
    workspace_id: string
    approval_id: string
    account_id: string
    deal_id: string
    /** Who asked, and its device. */
    member_id: string
    device_id: string
    binding: Uint8Array
    authenticator_data: Uint8Array
    client_data_hash: Uint8Array
    expires_at: number
    state: 'open' | 'approved' | 'declined' | 'used'
    statement: Uint8Array | null
  }
  readonly sign_in_approval_bodies: {
    workspace_id: string
    approval_id: string
    /** The Owner to whom it is sealed. */
    member_id: string
    body: Uint8Array
  }
  readonly approval_windows: {
    workspace_id: string
    window_id: string
    account_id: string
    member_id: string
    author_id: string
    opens_at: number
    closes_at: number
    statement: Uint8Array
  }
  readonly share_requests: {
    workspace_id: string
    request_id: string
    account_id: string
    member_id: string
    role: 'owner' | 'manager' | 'collaborator'
    sealed_note: Uint8Array | null
    asked_by: string
    asked_at: number
  }
}

export interface DealTable {
  workspace_id: string
  deal_id: string
  account_id: string
  member_id: string
  device_id: string
  public_key_hash: Uint8Array
  algorithm: 'ES256' | 'EdDSA' | 'RS256'
  count: number
  /** For display: what counts is in the signer's store. */
  next: number
  signer_id: string
  /** `hashDeal`. */
  hash: Uint8Array
  /** null, as both halves, once the deal has ended. */
  bytes: Uint8Array | null
  for_signer: Uint8Array | null
  for_device: Uint8Array | null
  replaces: string | null
  /** When another deal came to replace this one, which is not used yet. */
  replaced_at: number | null
  /** Of its coming, or of its end. */
  revision: number
  /** Why it ended; null while it lives. */
  ended: 'replaced' | 'revoked' | 'signer' | null
  /** When a sweep first found it ended. */
  found_ended_at: Generated<number | null>
}
