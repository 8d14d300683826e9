import { encodeHex, encodeUtf8 } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { ARGON2ID_COST } from '@keyward/primitives/kdf'
import * as opaque from '@serenity-kit/opaque'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { memoryDeviceKey } from '../cases/device-key.ts'
import { idOf, MEMBER, sealingOf, WORKSPACE } from '../cases/fixtures.ts'
import { flipped, seededRandom } from '../cases/seeded-random.ts'
import {
  makeAccountKey,
  type UnlockContext,
  type UnlockMethod,
  UnlockSecret,
  unwrapAccountKey,
  wrapAccountKey,
} from './account-key.ts'
import { nodeArgon2id } from './argon2/node.ts'
import { wasmArgon2id } from './argon2/wasm.ts'
import { unwrapByDevice, wrapByDevice } from './device.ts'
import { encodeOffline, makeOffline, offlineSecret, parseOffline } from './offline.ts'
import { finishLogin, finishRegistration, startLogin, startRegistration } from './passphrase.ts'
import { passkeyPrfInput, passkeySecret } from './passkey.ts'

const random = seededRandom('unlock')
const sealing = sealingOf(random)
const accountKey = makeAccountKey(random)
const context: UnlockContext = {
  workspaceId: WORKSPACE,
  memberId: MEMBER,
  methodId: idOf(20),
  accountKeyEpoch: 1,
}
const METHODS: readonly UnlockMethod[] = ['passphrase', 'offline', 'passkey', 'kit']
/** SHA-256 of `keyward/passkey-prf-input/v1`. */
const PRF_INPUT = '7ddc550b56b772d75be697ef0f968897cbb987f09992ab2b63612e8714c2b309'
const hex = (key: AeadKey): string => encodeHex(key.exportBytes())

describe('the account key', () => {
  for (const method of METHODS) {
    const secret = new UnlockSecret(method, new Uint8Array(32).fill(4))

    test(`wrapped by ${method} opens by the same secret, method and context`, async () => {
      const wrapped = await wrapAccountKey(sealing, secret, context, accountKey)
      expect(wrapped).toHaveLength(61)
      expect(hex(await unwrapAccountKey(sealing.aead, secret, context, wrapped))).toBe(
        hex(accountKey),
      )
      for (const other of METHODS.filter((one) => one !== method)) {
        const otherSecret = new UnlockSecret(other, secret.exportBytes())
        const opened = unwrapAccountKey(sealing.aead, otherSecret, context, wrapped)
        await expect(opened).rejects.toMatchObject({ rule: 'unlock.refused' })
      }
      for (const change of [
        { workspaceId: idOf(9) },
        { memberId: idOf(9) },
        { methodId: idOf(9) },
        { accountKeyEpoch: 2 },
      ]) {
        const opened = unwrapAccountKey(sealing.aead, secret, { ...context, ...change }, wrapped)
        await expect(opened).rejects.toMatchObject({ rule: 'unlock.refused' })
      }
    })
  }

  test('with a flipped bit or cut short is refused', async () => {
    const secret = passkeySecret(new Uint8Array(32))
    const wrapped = await wrapAccountKey(sealing, secret, context, accountKey)
    for (let bit = 0; bit < wrapped.length * 8; bit += 1) {
      const opened = unwrapAccountKey(sealing.aead, secret, context, flipped(wrapped, bit))
      await expect(opened).rejects.toMatchObject({
        rule: bit < 8 ? 'unlock.malformed' : 'unlock.refused',
      })
    }
    const cut = unwrapAccountKey(sealing.aead, secret, context, wrapped.slice(0, 20))
    await expect(cut).rejects.toMatchObject({ rule: 'unlock.malformed' })
  })

  test('has an epoch from 1', async () => {
    const secret = passkeySecret(new Uint8Array(32))
    const wrapped = wrapAccountKey(sealing, secret, { ...context, accountKeyEpoch: 0 }, accountKey)
    await expect(wrapped).rejects.toMatchObject({ rule: 'context.malformed' })
  })
})

describe('a passphrase', () => {
  test('gives the same secret at registration and at every sign-in, and opens the account key', async () => {
    await opaque.ready
    const serverSetup = opaque.server.createSetup()
    const userIdentifier = 'member'
    const started = await startRegistration('a long quiet evening')
    const { registrationResponse } = opaque.server.createRegistrationResponse({
      serverSetup,
      userIdentifier,
      registrationRequest: started.request,
    })
    const registered = await finishRegistration(started.attempt, registrationResponse)
    const wrapped = await wrapAccountKey(sealing, registered.secret, context, accountKey)

    const login = await startLogin('a long quiet evening')
    const { loginResponse, serverLoginState } = opaque.server.startLogin({
      serverSetup,
      userIdentifier,
      registrationRecord: registered.record,
      startLoginRequest: login.request,
    })
    const finished = await finishLogin(login.attempt, loginResponse, registered.serverKey)
    const { sessionKey } = opaque.server.finishLogin({
      serverLoginState,
      finishLoginRequest: finished.finish,
    })
    expect(Buffer.from(finished.sessionKey.exportBytes()).toString('base64url')).toBe(sessionKey)
    const opened = await unwrapAccountKey(sealing.aead, finished.secret, context, wrapped)
    expect(hex(opened)).toBe(hex(accountKey))

    await expect(finishLogin(login.attempt, loginResponse, 'other')).rejects.toMatchObject({
      rule: 'opaque.server-key',
    })
    for (const text of ['', 'AAAA', '+/']) {
      await expect(finishLogin(login.attempt, text)).rejects.toMatchObject({
        rule: 'opaque.malformed',
      })
      await expect(finishRegistration(started.attempt, text)).rejects.toMatchObject({
        rule: 'opaque.malformed',
      })
    }
  })

  test('an attempt prints neither the passphrase nor its state', async () => {
    const { attempt } = await startLogin('printed nowhere')
    const text = [
      JSON.stringify({ attempt }),
      String(attempt),
      inspect(attempt, { showHidden: true, depth: 9 }),
    ].join('')
    expect(text).toContain('[passphrase attempt]')
    expect(text).not.toContain('printed')
    expect(text).not.toContain(attempt.reveal().state)
  })
})

describe('Argon2id', () => {
  test('by hash-wasm and by Node.js is the same, at small and at full cost', async () => {
    const small = {
      password: encodeUtf8('password'),
      salt: encodeUtf8('somesaltsomesalt'),
      memoryKiB: 64,
      iterations: 2,
      parallelism: 2,
      length: 32,
    }
    const full = { ...small, ...ARGON2ID_COST }
    for (const input of [small, full]) {
      const [node, wasm] = [await nodeArgon2id(input), await wasmArgon2id(input)]
      expect(encodeHex(wasm)).toBe(encodeHex(node))
      expect(node).toHaveLength(32)
    }
    expect(encodeHex(await nodeArgon2id(small))).not.toBe(encodeHex(await nodeArgon2id(full)))
  })

  test('refuses what Argon2 refuses', async () => {
    const input = { password: encodeUtf8('x'), salt: new Uint8Array(1), length: 32 }
    for (const argon2id of [nodeArgon2id, wasmArgon2id])
      await expect(argon2id({ ...input, ...ARGON2ID_COST })).rejects.toThrow(Error)
  })
})

describe('unlocking offline', () => {
  const deviceKey = memoryDeviceKey(sealing, new AeadKey(random(32)))
  const ports = { argon2id: nodeArgon2id, deviceKey, random }

  test('needs the passphrase, the record and this device', async () => {
    const made = await makeOffline(ports, 'a long quiet evening', context)
    const record = parseOffline(encodeOffline(made.record))
    const wrapped = await wrapAccountKey(sealing, made.secret, context, accountKey)
    const secret = await offlineSecret(ports, 'a long quiet evening', context, record)
    expect(hex(await unwrapAccountKey(sealing.aead, secret, context, wrapped))).toBe(
      hex(accountKey),
    )

    const wrong = await offlineSecret(ports, 'a long quiet morning', context, record)
    await expect(unwrapAccountKey(sealing.aead, wrong, context, wrapped)).rejects.toMatchObject({
      rule: 'unlock.refused',
    })
    const elsewhere = { ...ports, deviceKey: memoryDeviceKey(sealing, new AeadKey(random(32))) }
    const other = offlineSecret(elsewhere, 'a long quiet evening', context, record)
    await expect(other).rejects.toMatchObject({ rule: 'unlock.refused' })
    const moved = { ...context, memberId: idOf(9) }
    const another = offlineSecret(ports, 'a long quiet evening', moved, record)
    await expect(another).rejects.toMatchObject({ rule: 'unlock.refused' })
  })

  test('a record has one form', () => {
    const bytes = encodeOffline({ salt: new Uint8Array(16), devicePart: new Uint8Array(61) })
    for (const wrong of [new Uint8Array(), bytes.slice(1), flipped(bytes, 26)]) {
      expect(() => parseOffline(wrong)).toThrow(
        expect.objectContaining({ rule: 'offline.malformed' }),
      )
    }
  })
})

describe('a device key', () => {
  test('wraps the account key for one context, and may be declined', async () => {
    const deviceKey = memoryDeviceKey(sealing, new AeadKey(random(32)))
    const wrapped = await wrapByDevice(deviceKey, context, accountKey)
    expect(hex(await unwrapByDevice(deviceKey, context, wrapped))).toBe(hex(accountKey))
    const moved = unwrapByDevice(deviceKey, { ...context, methodId: idOf(9) }, wrapped)
    await expect(moved).rejects.toMatchObject({ rule: 'unlock.refused' })
    deviceKey.isDeclined = true
    await expect(unwrapByDevice(deviceKey, context, wrapped)).rejects.toThrow('declined')
    const short = { ...deviceKey, unwrap: () => Promise.resolve(new Uint8Array(31)) }
    await expect(unwrapByDevice(short, context, wrapped)).rejects.toMatchObject({
      rule: 'unlock.malformed',
    })
  })
})

describe('a passkey', () => {
  test('is evaluated at one fixed input of 32 bytes', () => {
    expect(encodeHex(passkeyPrfInput())).toBe(PRF_INPUT)
  })

  test('gives 32 bytes', () => {
    for (const length of [0, 31, 33, 64]) {
      expect(() => passkeySecret(new Uint8Array(length))).toThrow(
        expect.objectContaining({ rule: 'unlock.method' }),
      )
    }
  })

  test('secret prints nothing of itself', () => {
    const secret = passkeySecret(new Uint8Array(32).fill(0xab))
    const shown = [JSON.stringify({ secret }), String(secret), inspect({ secret }, { depth: 9 })]
    for (const text of shown) expect(text).toContain('[unlock secret]')
    expect(shown.join('')).not.toMatch(/abab|171/)
  })
})
