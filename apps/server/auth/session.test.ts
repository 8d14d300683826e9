import { LIFETIMES } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import type { SessionRow, Visit } from '../store/ports/sessions.ts'
import { hashToken, isLive, isTouchDue, makeSession, tokenOf, visitOf } from './session.ts'

const TOKEN = 'A'.repeat(43)

describe('the token of a request', () => {
  test.each([`DPoP ${TOKEN}`, `dpop ${TOKEN}`])('is read from %.8s…', (header) => {
    expect(tokenOf(header)).toBe(TOKEN)
  })

  test.each([
    undefined,
    '',
    'DPoP',
    `Bearer ${TOKEN}`,
    `DPoP  ${TOKEN}`,
    'DPoP x',
    `DPoP ${TOKEN}=`,
  ])('is not read from %s', (header) => {
    expect(() => tokenOf(header)).toThrow('sign in again')
  })
})

function made(now: number): { row: SessionRow; token: string } {
  let byte = 0
  const { session, token } = makeSession(
    (length) => new Uint8Array(length).fill((byte += 1)),
    now,
    {
      workspaceId: 'w',
      memberId: 'm',
      device: { deviceId: 'd', name: 'Phone' },
      thumbprint: 'key',
      by: 'kit',
      methodId: null,
    },
  )
  return { row: { ...session, lastUsedAt: now, isRemoved: false }, token }
}

function storeOf(session: SessionRow) {
  const activityHead = { sequence: 0, hash: new Uint8Array(32) }
  const workspace = { incarnation: 'i', revision: 2, chainEnd: 0, activityHead }
  return {
    visit: async (hash: Uint8Array): Promise<Visit | undefined> =>
      Buffer.compare(hash, session.tokenHash) === 0 ? { session, workspace } : undefined,
  }
}

describe('a session', () => {
  test('is kept by the hash of its token alone', () => {
    const { row, token } = made(0)
    expect(row.tokenHash).toEqual(hashToken(token))
    expect(JSON.stringify(row)).not.toContain(token)
  })

  test('is found by its token with its own key', async () => {
    const { row, token } = made(0)
    await expect(visitOf(storeOf(row), token, 'key', 1)).resolves.toMatchObject({ session: row })
    await expect(visitOf(storeOf(row), token, 'other', 1)).rejects.toMatchObject({
      refusal: { code: 'proof_invalid' },
    })
    await expect(visitOf(storeOf(row), TOKEN, 'key', 1)).rejects.toMatchObject({
      refusal: { code: 'unauthenticated' },
    })
  })

  test('ends by its time, and without use', () => {
    const { row } = made(0)
    expect(isLive(row, LIFETIMES.sessionIdle)).toBe(true)
    expect(isLive(row, LIFETIMES.sessionIdle + 1)).toBe(false)
    const used = { ...row, lastUsedAt: LIFETIMES.session }
    expect(isLive(used, LIFETIMES.session - 1)).toBe(true)
    expect(isLive(used, LIFETIMES.session)).toBe(false)
  })

  test('is noted as used once a minute', () => {
    const { row } = made(0)
    expect(isTouchDue(row, 59_999)).toBe(false)
    expect(isTouchDue(row, 60_000)).toBe(true)
  })
})
