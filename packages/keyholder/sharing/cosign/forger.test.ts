import { createHash, createPublicKey, verify } from 'node:crypto'
import { concatBytes, decodeBase64url, ecdsaToDer, encodeBase64url } from '@keyward/codec'
import { encodeSpki, importPrivateKey, parsePrivateDer } from '@keyward/primitives/keys'
import { p256 } from '@noble/curves/nist.js'
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  memberIdOf,
  register,
  type SharingDevice,
  sharingScene,
  signInAt,
  type Site,
  synchronised,
} from '../../cases/sharing-scene.ts'
import { shareAccount } from '../../commands.ts'
import { heldDeals } from '../held/held.ts'
import { sharingPorts } from '../ports.ts'
import { indexOf, keysBelow, partsOf, readRow } from '../rows.ts'

const { Fn } = p256.Point

/** All that a Collaborator's device ever holds of one sign-in that it made. */
interface Used {
  readonly u2: bigint
  readonly v2: bigint
  readonly r: bigint
  readonly s1: bigint
  /** The hash of what was signed, modulo n. */
  readonly m: bigint
}

const hashOf = (message: Uint8Array): bigint =>
  Fn.create(bytesToNumberBE(createHash('sha256').update(message).digest()))
/** What nobody has asked the signer for. */
const WANTED = new Uint8Array(69).fill(5)

let site: Site
let uma: SharingDevice
let olga: SharingDevice
const used: Used[] = []

/** A Collaborator who keeps a copy of each row before it is spent, and of each answer. */
beforeAll(async () => {
  const scene = await sharingScene()
  olga = scene.olga
  uma = await scene.join('Uma', 'guest')
  site = await register(olga)
  const memberIds = [memberIdOf(uma)]
  const desk = await olga.keyholder.desk()
  await shareAccount(desk, site.accountId, { memberIds, role: 'collaborator' })
  await synchronised(olga, uma)
  const rows = await copyOfRows()
  scene.world.network = async (request) => {
    const isSigning = new URL(request.url).pathname.endsWith('/sign')
    const asked = isSigning ? ((await request.clone().json()) as Record<string, never>) : undefined
    const response = await scene.world.honest(request)
    if (asked !== undefined) {
      const { half } = (await response.clone().json()) as { half: string }
      keep(rows, asked, half)
    }
    return response
  }
  for (let challenge = 1; challenge <= 25; challenge += 1) await signInAt(uma, site, { challenge })
})

async function copyOfRows(): Promise<ReadonlyMap<number, Uint8Array>> {
  const { context } = sharingPorts(await uma.keyholder.desk())
  const [held] = await heldDeals(context, site.credentialId)
  const rows = new Map<number, Uint8Array>()
  for (const key of await keysBelow(context, partsOf(held?.dealId ?? ''))) {
    const row = await readRow(context, context.replica, key)
    if (row !== undefined) rows.set(indexOf(key), row)
  }
  return rows
}

function keep(
  rows: ReadonlyMap<number, Uint8Array>,
  asked: Record<string, never>,
  half: string,
): void {
  const { authenticatorData, clientDataHash, request } = asked as unknown as {
    authenticatorData: string
    clientDataHash: string
    request: { index: number }
  }
  const row = rows.get(request.index) ?? new Uint8Array()
  const number = (at: number): bigint => bytesToNumberBE(row.subarray(at, at + 32))
  const message = concatBytes(decodeBase64url(authenticatorData), decodeBase64url(clientDataHash))
  const s1 = bytesToNumberBE(decodeBase64url(half))
  used.push({ u2: number(0), v2: number(32), r: number(64), s1, m: hashOf(message) })
}

/** The private key, as the Owner has it. */
async function realKey(): Promise<bigint> {
  const account = await (await olga.keyholder.desk()).vault.get(site.accountId)
  const secret = account?.secrets?.passkeys.get(encodeBase64url(site.credentialId))?.privateKey
  const numbers = parsePrivateDer(secret?.reveal() ?? new Uint8Array())
  if (numbers.kind !== 'p256') throw new Error('The passkey was to be of P-256.')
  return bytesToNumberBE(numbers.scalar)
}

async function isForgery(r: bigint, s: bigint): Promise<boolean> {
  const account = await (await olga.keyholder.desk()).vault.get(site.accountId)
  const secret = account?.secrets?.passkeys.get(encodeBase64url(site.credentialId))?.privateKey
  const { publicKey } = importPrivateKey(secret?.reveal() ?? new Uint8Array())
  const der = Buffer.from(encodeSpki(publicKey))
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  const numbers = concatBytes(numberToBytesBE(r, 32), numberToBytesBE(s, 32))
  return verify('sha256', WANTED, key, ecdsaToDer(numbers))
}

/** The signer's half of a row, for whoever knows the key. */
function signerHalf({ u2, v2, r, s1, m }: Used, d: bigint): { u1: bigint; v1: bigint } {
  const numerator = Fn.create(s1 + r * v2 - Fn.create(r * u2) * d)
  const u1 = Fn.div(numerator, Fn.create(m + r * d))
  return { u1, v1: Fn.create((u1 + u2) * d - v2) }
}

describe('a Collaborator who kept every row and every answer', () => {
  test('forges nothing by moving answers to other messages and rows', async () => {
    expect(used).toHaveLength(25)
    const m = hashOf(WANTED)
    for (const [at, { u2, v2, r, s1, m: signed }] of used.entries()) {
      const other = used[(at + 1) % used.length] as Used
      const mine = Fn.create(m * u2 + r * v2)
      const scale = Fn.div(m, signed)
      for (const half of [s1, other.s1, s1 * scale, s1 + other.s1, s1 - other.s1, 0n]) {
        const s = Fn.create(Fn.create(half) + mine)
        expect(s !== 0n && (await isForgery(r, s))).toBe(false)
      }
    }
  })

  test('knows nothing of the key: all of it fits every other key as well', async () => {
    for (const d of [await realKey(), 1n, 77n, Fn.ORDER - 1n]) {
      for (const one of used) {
        const { u1, v1 } = signerHalf(one, d)
        expect(Fn.create(one.m * u1 + one.r * v1)).toBe(one.s1)
      }
    }
  })

  test('would have the key, and sign anything, if one index were answered twice', async () => {
    const [one] = used as [Used]
    const { u1, v1 } = signerHalf(one, await realKey())
    const again = { m: 12_345n, s1: Fn.create(12_345n * u1 + one.r * v1) }
    // From here on only what the Collaborator has.
    const found = Fn.div(Fn.sub(one.s1, again.s1), Fn.sub(one.m, again.m))
    const foundV = Fn.div(Fn.create(one.s1 - one.m * found), one.r)
    const d = Fn.div(Fn.create(foundV + one.v2), Fn.create(found + one.u2))
    expect(d === (await realKey())).toBe(true)
    const k = 4_242n
    const r = Fn.create(p256.Point.BASE.multiply(k).x)
    const s = Fn.div(Fn.create(hashOf(WANTED) + r * d), k)
    expect(await isForgery(r, s)).toBe(true)
  })
})
