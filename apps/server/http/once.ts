import { encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import type { Context } from 'hono'
import { Refused } from '../auth/refused.ts'
import type { WriteOnce } from '../store/store.ts'
import { isVisitor, type Known } from './context.ts'

const KEY = /^[A-Za-z0-9_-]{22}$/

/**
 * By what a repeated request is known: its key, and a fingerprint of who asked for what, so that a
 * key serves no second request and no second device.
 *
 * @throws {Refused} `bad_request` for a malformed key
 */
export function onceOf(c: Context<Known>, now: number): WriteOnce {
  const key = c.req.header('idempotency-key') ?? null
  const by = c.get('by')
  if (key === null || !isVisitor(by)) return { key: null, fingerprint: new Uint8Array(32), now }
  if (!KEY.test(key)) {
    const message = 'The header Idempotency-Key has to be 22 characters of base64url.'
    throw new Refused('bad_request', { path: 'Idempotency-Key', message })
  }
  const { memberId, deviceId } = by
  const about = JSON.stringify([memberId, deviceId, c.req.method, new URL(c.req.url).pathname])
  const body = sha256(c.get('raw'))
  return { key, fingerprint: sha256(Buffer.concat([encodeUtf8(about), body])), now }
}
