import { randomBytes } from 'node:crypto'
import { sealDealShare } from '@keyward/vault/deal'
import { beforeAll, describe, expect, test } from 'vitest'
import { openHalf, privateKeyOf, publicKeyOf } from './hpke.ts'

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
const id = (): string => randomBytes(16).toString('base64url')

const context = { dealId: id(), signerId: id() }
const half = random(90)
let key: Awaited<ReturnType<typeof privateKeyOf>>
let publicKey: Uint8Array
let sealed: Uint8Array

beforeAll(async () => {
  const seed = random(32)
  key = await privateKeyOf(seed)
  publicKey = await publicKeyOf(seed)
  sealed = await seal('signer', context.signerId)
})

const seal = (holder: 'signer' | 'device', holderId: string) =>
  sealDealShare(random, publicKey, { holder, dealId: context.dealId, holderId }, half)

describe('a half that an owner’s client sealed', () => {
  test('is opened by the signer', async () => {
    expect(await openHalf(key, sealed, context)).toEqual(half)
  })

  test('is opened for its own deal and signer alone', async () => {
    const refused = expect.objectContaining({ rule: 'signer.sealed' })
    const others = [
      { ...context, dealId: id() },
      { ...context, signerId: id() },
    ]
    for (const other of others) await expect(openHalf(key, sealed, other)).rejects.toThrow(refused)
    await expect(openHalf(await privateKeyOf(random(32)), sealed, context)).rejects.toThrow(refused)
    const forDevice = await seal('device', context.signerId)
    await expect(openHalf(key, forDevice, context)).rejects.toThrow(refused)
  })

  test('is refused with any byte changed, cut off, or of another form', async () => {
    const refused = expect.objectContaining({ rule: 'signer.sealed' })
    const places = [0, 1, 600, 1120, 1121, sealed.length - 1]
    for (const at of places) {
      const changed = sealed.slice()
      changed[at] = (changed[at] as number) ^ 1
      await expect(openHalf(key, changed, context), `byte ${at}`).rejects.toThrow(refused)
    }
    for (const length of [0, 1, 1136, sealed.length - 1])
      await expect(openHalf(key, sealed.slice(0, length), context)).rejects.toThrow(refused)
  })
})
