import { randomBytes } from 'node:crypto'

/** Creation options in JSON as a careful RP sends them; any member can be replaced. */
export function creationJson(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    rp: { name: 'Perch' },
    user: {
      id: randomBytes(16).toString('base64url'),
      name: 'studio@acme.example',
      displayName: 'Studio',
    },
    challenge: randomBytes(32).toString('base64url'),
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
    ...changes,
  }
}

/** Request options in JSON. */
export function requestJson(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { challenge: randomBytes(32).toString('base64url'), ...changes }
}
