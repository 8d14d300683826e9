import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import {
  encodeSignedHead,
  isConsistent,
  isHeadSignedBy,
  isIncluded,
  leafHash,
  parseActivity,
  parseSignedHead,
  signHead,
} from '@keyward/log'
import { identityFromSeed } from '@keyward/primitives/identity'
import { beforeEach, describe, expect, test } from 'vitest'
import { deriveLogKeys } from '../activity/log-keys.ts'
import { createAccount } from '../cases/accounts.ts'
import { type TestServer, testServer } from '../cases/server.ts'
import type { TestMember } from '../cases/workspace.ts'
import { threeMembers } from './cases/three-members.ts'

const { server, workspace, olga, uma, gus } = await threeMembers()

async function headOf(by: TestMember, logSize?: number) {
  const query = logSize === undefined ? {} : { logSize }
  const { signed, logKey, consistency } = await by.device.must('getLogHead', { query })
  const head = parseSignedHead(decodeBase64url(signed))
  return { head, signed, logKey, proof: consistency.map(decodeBase64url) }
}

const sizeOf = ({ sequence: size, root }: { sequence: number; root: Uint8Array }) => ({
  size,
  root,
})

describe('the signed head of the log', () => {
  test('is signed by the key that it names, and by the same one at each start', async () => {
    const { head, logKey } = await headOf(gus)
    expect(head.workspaceId).toBe(workspace.workspaceId)
    expect(isHeadSignedBy(decodeBase64url(logKey), head)).toBe(true)
    const { opaqueSetup } = server.deps.secrets
    const again = deriveLogKeys(opaqueSetup).signing.publicKey
    expect(logKey).toBe(encodeBase64url(again))
  })

  test('is that of the changes, which prove that the log goes on', async () => {
    const before = (await headOf(olga)).head
    for (let count = 1; count < 5; count += 1) {
      await createAccount(olga)
      const query = { since: 0, logSize: before.sequence }
      const page = await olga.device.must('getChanges', { query })
      const head = parseSignedHead(decodeBase64url(page.logHead.signed))
      expect(page.activityHead).toEqual({
        sequence: head.sequence,
        hash: encodeBase64url(head.hash),
      })
      expect(head.sequence).toBeGreaterThan(before.sequence)
      const proof = page.logHead.consistency.map(decodeBase64url)
      expect(isConsistent(sizeOf(before), sizeOf(head), proof)).toBe(true)
    }
  })

  test('is signed once while nothing happens', async () => {
    const first = await headOf(olga)
    server.now += 5000
    expect((await headOf(uma)).signed).toBe(first.signed)
    const page = await olga.device.must('getChanges', { query: { since: 0 } })
    expect(page.logHead).toMatchObject({ signed: first.signed, consistency: [] })
    await createAccount(olga)
    expect((await headOf(olga)).head.time).toBe(server.now)
  })

  test('proves each entry that a member may see', async () => {
    const { head } = await headOf(uma)
    await createAccount(olga)
    const query = { provenAt: head.sequence, limit: 1000 }
    const { entries, proofs } = await olga.device.must('getActivity', { query })
    expect(entries).toHaveLength(head.sequence)
    const some = await uma.device.must('getActivity', { query })
    expect(some.entries.length).toBeLessThan(entries.length)
    for (const page of [{ entries, proofs }, some]) {
      const missed = page.entries.filter((text, at) => {
        const bytes = decodeBase64url(text)
        const leaf = { index: parseActivity(bytes).sequence - 1, hash: leafHash(bytes) }
        return !isIncluded(leaf, sizeOf(head), page.proofs![at]!.map(decodeBase64url))
      })
      expect(missed).toEqual([])
    }
    const beyond = { provenAt: head.sequence + 1000 }
    expect((await olga.device.ask('getActivity', { query: beyond })).body.code).toBe('not_found')
  })
})

describe('[C113] a head that the server no longer has', () => {
  let told: string[]
  let scene: Awaited<ReturnType<typeof setBack>>

  /** The server was set back by some entries, as a restored backup is. */
  async function setBack() {
    const { signing } = deriveLogKeys(server.deps.secrets.opaqueSetup)
    const current = await headOf(olga)
    const lost = { ...current.head, sequence: current.head.sequence + 3 }
    const seen = (more: object, time = server.now) =>
      encodeBase64url(encodeSignedHead(signHead(signing, { ...lost, ...more }, time)))
    const restored: TestServer = await testServer({
      store: server.store,
      secrets: server.deps.secrets,
      onRolledBack: async (workspaceId) => void told.push(workspaceId),
    })
    const report = (signed: string, by = uma) => {
      restored.now = server.now
      return by.device.at(restored).ask('reportLogHead', { body: { signed } })
    }
    return { current, seen, report }
  }

  beforeEach(async () => {
    server.now += 60_000
    told = []
    scene = await setBack()
  })

  test('makes anew what must never be rewound, once for all who had seen more', async () => {
    const { seen, report } = scene
    const before = server.now - 1000
    expect((await report(seen({}, before))).body).toEqual({ isRolledBack: true })
    expect(told).toEqual([workspace.workspaceId])
    expect((await report(seen({ sequence: 400 }, before), olga)).body).toEqual({
      isRolledBack: true,
    })
    expect(told).toHaveLength(1)
    const query = { event: 'log-rolled-back', limit: 1000 }
    const { entries } = await olga.device.must('getActivity', { query })
    const entry = parseActivity(decodeBase64url(entries.at(-1)!))
    expect(entry).toMatchObject({ memberId: uma.memberId, time: server.now })
    // Set back once more, after that.
    server.now += 1000
    await report(seen({ sequence: 500 }, server.now))
    expect(told).toHaveLength(2)
  })

  test('of the same length but another log tells the same', async () => {
    const { current, seen, report } = scene
    const root = new Uint8Array(32)
    const { sequence } = current.head
    expect((await report(seen({ sequence, root }))).body).toEqual({ isRolledBack: true })
    expect(told).toHaveLength(1)
  })

  test('tells nothing where the log has it', async () => {
    const { current, report } = scene
    expect((await report(current.signed)).body).toEqual({ isRolledBack: false })
    await createAccount(olga)
    expect((await report(current.signed)).body).toEqual({ isRolledBack: false })
    expect(told).toEqual([])
  })

  test('counts only if this server signed it, for this workspace', async () => {
    const { seen, report, current } = scene
    const other = identityFromSeed(new Uint8Array(32).fill(9))
    const forged = signHead(other, { ...current.head, sequence: 999 }, server.now)
    const rules = [
      (await report(encodeBase64url(encodeSignedHead(forged)))).body.rule,
      (await report(seen({ workspaceId: 'AAAAAAAAAAAAAAAAAAAAAA' }))).body.rule,
      (await report('AAAA')).body.rule,
    ]
    expect(rules).toEqual(['log.head-signature', 'log.head-signature', 'log.malformed'])
    expect(told).toEqual([])
  })
})
