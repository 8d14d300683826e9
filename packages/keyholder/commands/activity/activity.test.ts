import { encodeBase64url } from '@keyward/codec'
import {
  type ActivityEntry,
  addLeaf,
  encodeActivity,
  endLine,
  genesisHead,
  hashActivity,
  headerLine,
  headLine,
  leafHash,
  nextEntry,
  NO_PEAKS,
  rootOf,
  signHead,
  toJsonLine,
} from '@keyward/log'
import { identityFromSeed } from '@keyward/primitives/identity'
import { describe, expect, test } from 'vitest'
import { memoryReplica } from '../../replica.ts'
import { fetchActivity, fetchPages } from './fetch.ts'
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

const SERVER = identityFromSeed(new Uint8Array(32).fill(7))

/** The end of these entries as the server signs it. */
function headOf(entries: readonly ActivityEntry[], key = SERVER) {
  const last = entries.at(-1) as ActivityEntry
  const peaks = entries.reduce(
    (before, entry) => addLeaf(before, leafHash(encodeActivity(entry))).peaks,
    NO_PEAKS,
  )
  const { sequence } = last
  return signHead(key, { workspaceId, sequence, hash: hashActivity(last), root: rootOf(peaks) }, 9)
}

/** The lines of a file without a membership chain. */
function exportOf(entries: readonly ActivityEntry[]): string[] {
  return [
    headerLine({ workspaceId, isWhole: true, membership: 0 }),
    headLine({ head: headOf(entries), logKey: SERVER.publicKey }),
    ...entries.map(toJsonLine),
    endLine(entries.length),
  ]
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

  test('is asked for with proofs, and refused without', async () => {
    const { session, asked } = serverWith(logOf(3))
    const pages = async () => {
      for await (const page of fetchPages(session, {}, 3)) expect(page.proofs).toHaveLength(0)
    }
    await expect(pages()).rejects.toMatchObject({ rule: 'remote.malformed' })
    expect(asked).toEqual([{ from: 1, limit: 500, provenAt: 3 }])
  })

  test('is verified from what its file says, where nothing else is known', async () => {
    const lines = exportOf(logOf(5))
    const replica = memoryReplica().open()
    expect(await verifyActivity(replica, lines)).toMatchObject({
      entries: 5,
      isWhole: true,
      seen: 'unknown',
      given: undefined,
      membership: 'of-the-file',
      key: 'unknown',
    })
    await expect(verifyActivity(replica, lines.toSpliced(3, 1))).rejects.toMatchObject({
      rule: 'log.sequence',
      line: 4,
    })
  })

  test('goes on from an earlier head that the same key signed', async () => {
    const replica = memoryReplica().open()
    const entries = logOf(5)
    const at = (count: number, key = SERVER) => ({
      head: headOf(entries.slice(0, count), key),
      logKey: key.publicKey,
    })
    const given = async (earlier: ReturnType<typeof at>) =>
      (await verifyActivity(replica, exportOf(entries), { earlier })).given
    expect(await given(at(3))).toBe('covered')
    const [first] = entries
    const other = { ...(first as ActivityEntry), time: 1 }
    const forked = { head: headOf([other]), logKey: SERVER.publicKey }
    await expect(given(forked)).rejects.toMatchObject({ rule: 'log.consistency', line: 3 })
    const foreign = identityFromSeed(new Uint8Array(32).fill(8))
    await expect(given(at(3, foreign))).rejects.toMatchObject({ rule: 'log.head-key' })
  })
})
