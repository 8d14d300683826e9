import type { Caller } from '../os/credential/caller.ts'
import { perchApp } from '../os/credential/caller.ts'
import { type SystemRequest, takeRequest } from '../os/credential/request.ts'
import { changeDevice, type Device, newDevice } from '../os/device.ts'
import type { BiometricKind } from '../os/kinds.ts'
import type { Listing } from '../os/listing.ts'

const PERCH_ORIGIN = 'http://perch.localhost:8701'
export const APP: Caller = { kind: 'app', app: perchApp(PERCH_ORIGIN) }
export const PAGE: Caller = { kind: 'page', origin: PERCH_ORIGIN }

export const CREATION = {
  challenge: 'Y2hhbGxlbmdl',
  rp: { id: 'perch.localhost', name: 'Perch' },
  user: { id: 'dXNlcg', name: 'dana', displayName: 'Dana' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  excludeCredentials: [{ type: 'public-key', id: 'AQID' }],
  authenticatorSelection: { userVerification: 'required' },
  timeout: 60_000,
}

export const REQUEST = {
  challenge: 'Y2hhbGxlbmdl',
  rpId: 'perch.localhost',
  userVerification: 'required',
}

export const LISTING: Listing = {
  generation: 3,
  accounts: [{ accountId: 'a1', label: 'Acme' }],
  entries: [
    entry('AQID', 'dana', 10),
    entry('BAUG', 'uma', 20),
    entry('BwgJ', 'other', 30, 'x.test'),
  ],
}

/** A phone on which Keyward is turned on. */
export function readyDevice(kind: BiometricKind, osVersion?: number): Device {
  const device = newDevice('a-phone', kind, osVersion)
  return changeDevice(device, { type: 'manager', manager: 'keyward', on: true })
}

/** A request that the system took. */
export function taken(device: Device, caller: Caller, kind: 'create' | 'get'): SystemRequest {
  const options = kind === 'create' ? CREATION : REQUEST
  return takeRequest(device, caller, 'request-1', { kind, options })
}

function entry(
  credentialId: string,
  userName: string,
  lastUsedAt: number,
  rpId = 'perch.localhost',
) {
  const account = { accountName: 'Perch', displayName: userName, userHandle: 'dXNlcg' }
  return { credentialId, rpId, userName, lastUsedAt, ...account }
}
