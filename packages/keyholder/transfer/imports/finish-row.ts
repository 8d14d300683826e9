import { TRANSFER_LIMITS } from '../limits.ts'
import type { NoticeList } from '../notice.ts'
import type { Draft } from './draft.ts'

/** Completes what was read of a row, and takes it among the drafts or says why it is left out. */
export function finishRow(draft: Draft, drafts: Draft[], notices: NoticeList): void {
  const [passkey] = draft.passkeys.values()
  if (passkey !== undefined) {
    draft.username ||= passkey.userName
    draft.displayName ||= passkey.userDisplayName
    draft.appName ||= passkey.rpName || passkey.rpId
  }
  const [host] = draft.hosts
  draft.appName ||= host ?? ''
  if (!draft.isLogin) notices.leftOut(draft.row, 'row.no-login')
  else if (draft.size > TRANSFER_LIMITS.text) notices.leftOut(draft.row, 'row.too-large')
  else drafts.push(draft)
}
