import type { AccountPush, PushResults } from '@keyward/protocol'

/** One account in a push that the server has answered as taken. */
export interface Taken {
  readonly accountId: string
  readonly revision: number
  readonly lists: readonly string[]
  readonly profile: string | null
  readonly secrets: string | null
}

/** Everything that servers have acknowledged over one network, in the order of the answers. */
export interface Acknowledged {
  readonly taken: readonly Taken[]
  readonly fetch: typeof globalThis.fetch
}

/** The real network, which notes what pushes were answered. A repeated answer counts once. */
export function noteAcknowledged(): Acknowledged {
  const taken: Taken[] = []
  const keys = new Set<string>()
  return {
    taken,
    async fetch(input, init) {
      const answer = await fetch(input, init)
      if (!String(input).endsWith('/v1/push') || answer.status !== 200) return answer
      const text = await answer.text()
      const key = new Headers(init?.headers).get('Idempotency-Key') ?? ''
      if (!keys.has(key)) taken.push(...takenBy(String(init?.body), text))
      keys.add(key)
      return new Response(text, { status: answer.status, headers: answer.headers })
    },
  }
}

function takenBy(body: string, answer: string): Taken[] {
  const { accounts } = JSON.parse(body) as { accounts: AccountPush[] }
  const { results } = JSON.parse(answer) as PushResults
  return results.flatMap((result) => {
    const push = accounts.find(({ accountId }) => accountId === result.accountId)
    if (result.outcome !== 'accepted' || push === undefined) return []
    const { accountId, profile, secrets } = push
    const lists = push.lists.map(({ list }) => list)
    return [{ accountId, revision: result.revision, lists, profile, secrets }]
  })
}
