import { encodeBase64url } from '@keyward/codec'
import { MAX_WINDOW_MS, signWindow } from '@keyward/cosigning/terms'
import type { MemberId } from '@keyward/workspace/chain'
import { KeyholderError } from '../../error.ts'
import { openedAccount } from '../accounts/opened.ts'
import { requireAllowed } from '../desk.ts'
import type { OpenDesk } from '../keyholder.ts'

/** Until when the sign-ins of a member need no single approval. */
export interface OpenWindow {
  readonly memberId: MemberId
  /** UTC milliseconds. */
  readonly until: number
}

/**
 * Approves the sign-ins of a member with an account beforehand, for eight hours at most.
 *
 * @param until UTC milliseconds
 * @throws {KeyholderError} `account.*`, `forbidden`, `cosigning.approval-refused` for a time that is
 *   past or too far, `remote.*`, `session.*`
 */
export async function openWindow(
  desk: OpenDesk,
  accountId: string,
  memberId: MemberId,
  until: number,
): Promise<void> {
  const { relation } = await openedAccount(desk, accountId)
  requireAllowed(desk, 'account.unshare', { relation })
  const from = desk.platform.clock()
  if (!(until > from && until - from <= MAX_WINDOW_MS))
    throw new KeyholderError(
      'cosigning.approval-refused',
      'Sign-ins can be approved beforehand for eight hours at most.',
      { detail: 'window' },
    )
  const { workspaceId, memberId: authorId, deviceId, deviceKey } = desk.vault.context.unlocked()
  const window = { workspaceId, accountId, memberId, from, until, authorId, deviceId }
  const statement = encodeBase64url(signWindow(deviceKey, window))
  await desk.call('openApprovalWindow', { body: { statement } })
}

/** The windows that are open for an account now. @throws {KeyholderError} `remote.*`, `session.*` */
export async function listWindows(
  desk: Pick<OpenDesk, 'call'>,
  accountId: string,
): Promise<readonly OpenWindow[]> {
  return (await windowsOf(desk, accountId)).map(({ memberId, until }) => ({
    memberId: memberId as MemberId,
    until,
  }))
}

/** Closes all windows of a member with an account. @throws {KeyholderError} `remote.*`, `session.*` */
export async function closeWindow(
  desk: Pick<OpenDesk, 'call'>,
  accountId: string,
  memberId: MemberId,
): Promise<void> {
  for (const window of await windowsOf(desk, accountId)) {
    if (window.memberId !== memberId) continue
    await desk.call('closeApprovalWindow', { params: { windowId: window.windowId } })
  }
}

async function windowsOf({ call }: Pick<OpenDesk, 'call'>, accountId: string) {
  const { windows } = await call('listApprovalWindows')
  return windows.filter((window) => window.accountId === accountId)
}
