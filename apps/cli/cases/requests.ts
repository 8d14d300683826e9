import { encodeBase64url } from '@keyward/codec'

export const RP_ID = 'perch.localhost'
export const ORIGIN = 'http://perch.localhost:4180'
export const CHALLENGE = encodeBase64url(new Uint8Array(32).fill(7))

type Members = Readonly<Record<string, unknown>>

/** A request to create, as Perch makes it; `options` replaces members. */
export function creation(options: Members = {}): { origin: string; options: Members } {
  const user = { id: 'AQID', name: 'studio@acme', displayName: 'Studio' }
  const pubKeyCredParams = [{ type: 'public-key', alg: -7 }]
  const rp = { id: RP_ID, name: 'Perch' }
  return {
    origin: ORIGIN,
    options: { rp, user, challenge: CHALLENGE, pubKeyCredParams, ...options },
  }
}

/** A request to sign in, as Perch makes it; `options` replaces members. */
export function request(options: Members = {}): { origin: string; options: Members } {
  return { origin: ORIGIN, options: { rpId: RP_ID, challenge: CHALLENGE, ...options } }
}

/** The rule that a run was refused with. */
export function ruleOf(run: { out: string }): string {
  return errorOf(run).rule
}

export function errorOf(run: { out: string }): { name: string; message: string; rule: string } {
  return (JSON.parse(run.out) as { error: { name: string; message: string; rule: string } }).error
}
