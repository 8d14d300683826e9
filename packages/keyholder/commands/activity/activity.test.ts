import { encodeBase64url } from '@keyward/codec'
import {
  type ActivityEntry,
  encodeActivity,
  genesisHead,
  hashActivity,
  nextEntry,
} from '@keyward/log'
import { describe, expect, test } from 'vitest'
import { memoryReplica } from '../../replica.ts'
import { fetchActivity } from './fetch.ts'
import { listActivity } from './list.ts'
import { verifyActivity } from './verify.ts'

const workspaceId = encodeBase64url(new Uint8Array(16).fill(1))

/** A log of so many entries that the server made by itself. */
function logOf(count: number): ActivityEntry[] {
  const entries: ActivityEntry[] = []
  let head = genesisHead(workspaceId)
  for (let i = 0; i < count; i += 1) {
    const entry = nextEntry(head, {
      time: 1_795_000_000_000 + i,
      memberId: null,
      deviceId: null,
      event: 'sign-in-refused',
      subject: { rule: 'wrong' },
    } as Parameters<typeof nextEntry>[1])
    entries.push(entry)
    head = { workspaceId, sequence: entry.sequence, hash: hashActivity(entry) }
  }
  return entries
}

/** A server that gives its log in pages of two. */
function serverWith(entries: readonly ActivityEntry[]) {
  const asked: unknown[] = []
  const call = async (_: string, { query }: { query: { from?: number; limit?: number } }) => {
    asked.push(query)
    const { from = 1, limit = 2 } = query
    const left = entries.filter(({ sequence }) => sequence >= from)
    const page = left.slice(0, Math.min(limit, 2))
    return {
      entries: page.map((entry) => encodeBase64url(encodeActivity(entry))),
      head: { sequence: entries.length, hash: '' },
      hasMore: left.length > page.length,
    }
  }
  return { session: { call } as unknown as Parameters<typeof fetchActivity>[0], asked }
}

describe('the activity log', () => {
  test('is fetched page by page, to its end', async () => {
    const { session } = serverWith(logOf(5))
    const sequences: number[] = []
    for await (const page of fetchActivity(session, {}))
      sequences.push(...page.map(({ sequence }) => sequence))
    expect(sequences).toEqual([1, 2, 3, 4, 5])
  })

  test('is listed with the newest first, and only its end is fetched', async () => {
    const { session, asked } = serverWith(logOf(5))
    const listed = await listActivity(session, {}, 2)
    expect(listed.map(({ sequence }) => sequence)).toEqual([5, 4])
    expect(asked).toHaveLength(2)
    const filtered = await listActivity(session, { event: 'sign-in-refused' }, 2)
    expect(filtered.map(({ sequence }) => sequence)).toEqual([5, 4])
  })

  test('that never ends, or holds no entries, is refused', async () => {
    const [first] = logOf(1)
    const text = encodeBase64url(encodeActivity(first as ActivityEntry))
    const answers = [
      { entries: [text], head: { sequence: 1, hash: '' }, hasMore: true },
      { entries: ['AAAA'], head: { sequence: 1, hash: '' }, hasMore: false },
    ]
    for (const answer of answers) {
      const session = { call: async () => answer } as unknown as Parameters<typeof fetchActivity>[0]
      const all = async () => {
        for await (const page of fetchActivity(session, { from: 1 })) expect(page).toHaveLength(1)
      }
      await expect(all()).rejects.toMatchObject({ rule: 'remote.malformed' })
    }
  })

  test('is verified only where the membership chain is', async () => {
    await expect(verifyActivity(memoryReplica().open(), [])).rejects.toMatchObject({
      rule: 'session.none',
    })
  })
})
