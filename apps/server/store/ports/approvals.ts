/** Boxes by which two devices of one member exchange messages that the server can't read. */
export interface ApprovalStore {
  open(approval: {
    readonly workspaceId: string
    readonly memberId: string
    readonly approvalId: string
    readonly deviceId: string
    readonly expiresAt: number
  }): Promise<void>
  list(
    workspaceId: string,
    memberId: string,
    now: number,
  ): Promise<
    readonly {
      readonly approvalId: string
      readonly openedBy: string
      readonly expiresAt: number
      readonly messages: number
    }[]
  >
  /** @throws {StoreError} `approval_unknown`, `approval_order` */
  add(
    workspaceId: string,
    memberId: string,
    approvalId: string,
    message: { readonly index: number; readonly deviceId: string; readonly body: Uint8Array },
    now: number,
  ): Promise<void>
  /** @throws {StoreError} `approval_unknown` */
  messages(
    workspaceId: string,
    memberId: string,
    approvalId: string,
    from: number,
    now: number,
  ): Promise<
    readonly { readonly index: number; readonly deviceId: string; readonly body: Uint8Array }[]
  >
}
