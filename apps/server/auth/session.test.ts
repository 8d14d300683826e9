import { LIFETIMES } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import type { SessionRow } from '../store/ports/sessions.ts'
import { hashToken, isLive, isTouchDue, makeSession, sessionOf, tokenOf } from './session.ts'

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

function storeOf(row: SessionRow) {
  return {
    byToken: async (hash: Uint8Array) =>
      Buffer.compare(hash, row.tokenHash) === 0 ? row : undefined,
  } as unknown as Parameters<typeof sessionOf>[0]
}

describe('a session', () => {
  test('is kept by the hash of its token alone', () => {
    const { row, token } = made(0)
    expect(row.tokenHash).toEqual(hashToken(token))
    expect(JSON.stringify(row)).not.toContain(token)
  })

  test('is found by its token with its own key', async () => {
    const { row, token } = made(0)
    await expect(sessionOf(storeOf(row), token, 'key', 1)).resolves.toBe(row)
    await expect(sessionOf(storeOf(row), token, 'other', 1)).rejects.toMatchObject({
      refusal: { code: 'proof_invalid' },
    })
    await expect(sessionOf(storeOf(row), TOKEN, 'key', 1)).rejects.toMatchObject({
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
