import type { Session } from '@keyward/keyholder/session'

type Lender = Pick<Session, 'state' | 'unlocked'>

/**
 * Lends the account key of the unlocked app to the sheet of the same phone, which is a page of its
 * own and asks for it when Biometrics Login is to be turned on inside a request: nobody has to type
 * a passphrase for what is open beside it. Only pages of this origin hear each other. A locked app
 * does not answer. Returns the way to stop.
 */
export function lendKey(session: Lender, device: string | undefined): () => void {
  const asked = new BroadcastChannel(channelName(device))
  asked.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const reply = replyOf(data)
    if (reply === undefined || session.state.kind !== 'unlocked') return
    const { accountKey, accountKeyEpoch } = session.unlocked()
    // On a channel that only the one who asked has heard of.
    const answer = new BroadcastChannel(reply)
    const key = accountKey.exportBytes()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
    answer.postMessage({ key, accountKeyEpoch })
    key.fill(0)
    answer.close()
  })
  return () => asked.close()
}

export function channelName(device: string | undefined): string {
  return `keyward.lend.${device ?? ''}`
}

function replyOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('reply' in data)) return undefined
  const { reply } = data
  return typeof reply === 'string' && reply.startsWith('keyward.lent.') ? reply : undefined
}
