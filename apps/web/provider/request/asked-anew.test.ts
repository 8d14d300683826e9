import type { IosCreate, IosGet } from '@keyward/channel'
import { expect, test } from 'vitest'
import { askedAnew } from './asked-anew.ts'

const HASH = 'AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM'

const CREATE: IosCreate = {
  requestId: 'r1',
  platform: 'ios',
  kind: 'create',
  rpId: 'perch.example',
  userName: 'ada',
  userHandle: 'AgI',
  clientDataHash: HASH,
  userVerification: 'required',
  supportedAlgorithms: [-7],
  excludedCredentials: [],
}

const GET: IosGet = {
  requestId: 'r2',
  platform: 'ios',
  kind: 'get',
  rpId: 'perch.example',
  clientDataHash: HASH,
  userVerification: 'required',
  allowedCredentials: [],
  chosen: { credentialId: 'AQ' },
}

test('[C69] an account that was tapped in the menu is preferred on Create Passkey, and not taken for an answer', () => {
  expect(askedAnew({ ...CREATE, chosen: { accountId: 'a1' } })).toEqual({
    request: CREATE,
    preferred: 'a1',
  })
  expect(askedAnew(CREATE)).toEqual({ request: CREATE, preferred: undefined })
})

test('a passkey that was tapped in the menu is the choice', () => {
  expect(askedAnew(GET)).toEqual({ request: GET, preferred: undefined })
})
