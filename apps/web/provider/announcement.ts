import { provider as text } from '../messages/en/provider.ts'
import { endingWords } from './desk/ending-words.ts'
import type { Stage } from './desk/stage.ts'
import type { About } from './request/about.ts'

/** What is said to assistive programs when a stage comes; screens with a banner say the rest themselves. */
export function announcementOf(stage: Stage, { app }: About): string {
  switch (stage.kind) {
    case 'waiting':
      return stage.what === 'verifying' || stage.what === 'starting' ? '' : text.waiting[stage.what]
    case 'saved': {
      const { title, sent, waiting } = text.saved
      const account = stage.account === '' ? app : stage.account
      return `${title}. ${text.saved.text(account)} ${stage.synced === 'sent' ? sent : waiting}`
    }
    case 'approval':
      return stage.expiresAt === undefined ? text.approval.asking : text.approval.waiting
    case 'ended':
      return endingWords(stage.ending).title
    default:
      return ''
  }
}
