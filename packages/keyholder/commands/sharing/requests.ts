import { decodeBase64url, decodeUtf8, encodeBase64url, encodeUtf8 } from '@keyward/codec'
import type { MemberId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'
import { sharingPorts } from '../../sharing/ports.ts'
import { openWords, sealWords } from '../../sharing/words.ts'
import { openedAccount } from '../accounts/opened.ts'
import { requireAllowed } from '../desk.ts'
import type { OpenDesk } from '../keyholder.ts'

/** A Manager's wish that an account be shared with somebody. */
export interface ShareRequestView {
  readonly requestId: string
  readonly accountId: string
  /** The name of who asks. */
  readonly askedBy: string
  readonly memberId: MemberId
  /** The name of whom it is asked for. */
  readonly who: string
  readonly role: AccountRole
  readonly note: string | null
  /** UTC milliseconds by the server. */
  readonly at: number
}

/**
 * Asks the Owners of an account to share it with a member.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`, `remote.*`, `session.*`
 */
export async function requestShare(
  desk: OpenDesk,
  accountId: string,
  memberId: MemberId,
  role: AccountRole,
  note?: string,
): Promise<void> {
  const { relation } = await openedAccount(desk, accountId)
  requireAllowed(desk, 'account.request-share', { relation })
  const requestId = encodeBase64url(desk.platform.random(16))
  const said = note?.trim() ?? ''
  const place = { accountId, subjectId: requestId }
  const { context } = sharingPorts(desk)
  const sealedNote =
    said === '' ? null : encodeBase64url(await sealWords(context, place, encodeUtf8(said)))
  await desk.call('requestShare', { body: { requestId, accountId, memberId, role, sealedNote } })
}

/** Open requests: for accounts of who is at the desk, and its own. @throws {KeyholderError} `remote.*`, `session.*` */
export async function listShareRequests(desk: OpenDesk): Promise<readonly ShareRequestView[]> {
  const { requests } = await desk.call('listShareRequests')
  const { context } = sharingPorts(desk)
  const nameOf = (id: string): string => desk.workspace.members.get(id as MemberId)?.name ?? ''
  const views: ShareRequestView[] = []
  for (const { requestId, accountId, memberId, role, sealedNote, askedBy, askedAt } of requests) {
    const place = { accountId, subjectId: requestId }
    const words = sealedNote && (await openWords(context, place, decodeBase64url(sealedNote)))
    views.push({
      requestId,
      accountId,
      askedBy: nameOf(askedBy),
      memberId: memberId as MemberId,
      who: nameOf(memberId),
      role,
      note: words ? decodeUtf8(words) : null,
      at: askedAt,
    })
  }
  return views
}

/** Closes a request, done or not. @throws {KeyholderError} `remote.*`, `session.*` */
export async function closeShareRequest(
  { call }: Pick<OpenDesk, 'call'>,
  requestId: string,
): Promise<void> {
  await call('closeShareRequest', { params: { requestId } })
}
