import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { answerParent } from './answer-parent.ts'

interface Header {
  readonly jwk: { readonly x: string; readonly y: string }
}

const keys = new Map<string, KeyObject>()

/** Nothing but the framework and one P-256 signature: the same proof, by a key that is kept. */
function isProven(proof: string): boolean {
  const end = proof.lastIndexOf('.')
  const header = JSON.parse(
    Buffer.from(proof.slice(0, proof.indexOf('.')), 'base64url').toString(),
  ) as Header
  const { x, y } = header.jwk
  const key =
    keys.get(x) ?? createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  keys.set(x, key)
  const signature = Buffer.from(proof.slice(end + 1), 'base64url')
  return verify(
    'sha256',
    Buffer.from(proof.slice(0, end)),
    { key, dsaEncoding: 'ieee-p1363' },
    signature,
  )
}

const app = new Hono()
app.get('/v1/*', (c) =>
  isProven(c.req.header('dpop') ?? '') ? c.json({ isProven: true }) : c.json({}, 401),
)
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  answerParent(`http://localhost:${port}`),
)
process.once('SIGTERM', () => void server.close(() => process.exit(0)))
