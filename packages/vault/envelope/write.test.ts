import { encodeHex } from '@keyward/codec'
import { makeIdentityKey } from '@keyward/primitives/identity'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { DEVICE, FIRST, idOf, MEMBER, writerOf } from '../cases/fixtures.ts'
import { flipped, seededRandom } from '../cases/seeded-random.ts'
import { VaultError, type VaultRule } from '../error.ts'
import type { EnvelopeContext } from './context.ts'
import { type ExpectedWrite, openWrite, recallWrite, VerifiedWrite, verifyWrite } from './verify.ts'
import { encodeWrite, parseWrite, SealedWrite, sealedOf } from './write.ts'

const writer = writerOf('writer')
const content = new TextEncoder().encode('profile')
const expected: ExpectedWrite = {
  kind: FIRST.kind,
  workspaceId: FIRST.workspaceId,
  objectId: FIRST.objectId,
  keyEpoch: 1,
  formatVersions: [1],
  author: { memberId: MEMBER, deviceId: DEVICE, publicKey: writer.device.publicKey },
}
const rule = (name: VaultRule): unknown => expect.objectContaining({ rule: name })

function after(write: SealedWrite): EnvelopeContext {
  const { context } = write.statement
  return { ...context, version: context.version + 1, prevHash: write.hash }
}

describe('a sealed write', () => {
  test('travels, is verified and opens', async () => {
    const received = parseWrite(encodeWrite(await writer.write(FIRST, content)))
    const verified = verifyWrite(received, expected)
    expect(encodeHex(await openWrite(writer.sealing.aead, writer.key, verified))).toBe(
      encodeHex(content),
    )
    expect(verified.statement.latest).toEqual({ profile: 1, secrets: 1 })
  })

  test('hides its sealed bytes from whoever did not verify it', async () => {
    const write = await writer.write(FIRST, content)
    expect(Object.keys(write)).toEqual(['statement', 'signature'])
    expect(() => Reflect.construct(VerifiedWrite, [write, Symbol('verified')])).toThrow(
      rule('write.author'),
    )
  })

  test('is refused for another object, epoch or format than was asked for', async () => {
    const write = await writer.write(FIRST, content)
    const changes: Partial<ExpectedWrite>[] = [
      { kind: 'account-secrets' },
      { workspaceId: idOf(9) },
      { objectId: idOf(9) },
      { keyEpoch: 2 },
      { formatVersions: [2, 3] },
    ]
    for (const change of changes)
      expect(() => verifyWrite(write, { ...expected, ...change })).toThrow(rule('write.context'))
  })

  test('is refused from another author, and with a signature of another key', async () => {
    const write = await writer.write(FIRST, content)
    const { author } = expected
    const stranger = makeIdentityKey(seededRandom('stranger')).publicKey
    for (const change of [{ memberId: idOf(9) }, { deviceId: idOf(9) }]) {
      const other = { ...expected, author: { ...author, ...change } }
      expect(() => verifyWrite(write, other)).toThrow(rule('write.author'))
    }
    const other = { ...expected, author: { ...author, publicKey: stranger } }
    expect(() => verifyWrite(write, other)).toThrow(rule('write.signature'))
  })

  test('is refused when any member of its statement was changed after signing', async () => {
    const write = await writer.write(FIRST, content)
    const { statement, signature } = write
    const resealed = await writer.write(FIRST, content)
    const changes: Partial<typeof statement>[] = [
      { head: { sequence: 8, hash: statement.head.hash } },
      { head: { sequence: 7, hash: new Uint8Array(32) } },
      { latest: { profile: 2, secrets: 1 } },
      { latest: { profile: 1, secrets: 0 } },
    ]
    for (const change of changes) {
      const forged = new SealedWrite({ ...statement, ...change }, signature, sealedOf(write))
      expect(() => verifyWrite(forged, expected)).toThrow(rule('write.signature'))
    }
    const replaced = new SealedWrite(statement, signature, sealedOf(resealed))
    expect(() => verifyWrite(replaced, expected)).toThrow(rule('write.sealed-hash'))
    const rehashed = new SealedWrite(resealed.statement, signature, sealedOf(resealed))
    expect(() => verifyWrite(rehashed, expected)).toThrow(rule('write.signature'))
  })

  test('any single flipped bit of its bytes is refused', async () => {
    const bytes = encodeWrite(await writer.write(FIRST, content))
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      expect(() => verifyWrite(parseWrite(flipped(bytes, bit)), expected), `bit ${bit}`).toThrow(
        VaultError,
      )
    }
  })

  test('does not go back, fork or skip the history that a device knows', async () => {
    const first = await writer.write(FIRST, content)
    const second = await writer.write(after(first), content)
    const other = await writer.write(after(first), new TextEncoder().encode('other'))
    const third = await writer.write(after(other), content)
    const known = { version: 2, hash: second.hash }
    expect(verifyWrite(second, { ...expected, known }).hash).toEqual(second.hash)
    const refusals: [SealedWrite, VaultRule][] = [
      [first, 'write.older'],
      [other, 'write.fork'],
      [third, 'write.prev-hash'],
    ]
    for (const [write, name] of refusals)
      expect(() => verifyWrite(write, { ...expected, known })).toThrow(rule(name))
    const onOther = { version: 2, hash: other.hash }
    expect(verifyWrite(third, { ...expected, known: onOther }).statement.context.version).toBe(3)
  })

  test('swapped sealed bytes of two objects are refused', async () => {
    const a = await writer.write(FIRST, content)
    const b = await writer.write({ ...FIRST, objectId: idOf(8) }, content)
    const swapped = new SealedWrite(a.statement, a.signature, sealedOf(b))
    expect(() => verifyWrite(swapped, expected)).toThrow(rule('write.sealed-hash'))
    expect(() => verifyWrite(b, expected)).toThrow(rule('write.context'))
  })

  test('its parser is total, and what it accepts encodes to the same bytes', async () => {
    const samples = [
      encodeWrite(await writer.write(FIRST, content)),
      encodeWrite(await writer.write(after(await writer.write(FIRST, content)), content)),
    ]
    const outcome = fuzzParser({
      name: 'sealed write',
      samples,
      parse: parseWrite,
      reencode: encodeWrite,
      isOwnError: (error) => error instanceof VaultError,
      runs: fuzzRuns(),
    })
    expect(outcome.accepted).toBeGreaterThan(0)
    expect(outcome.refused).toBeGreaterThan(0)
  })
})

describe('a write that was verified before', () => {
  const { kind, workspaceId, objectId, keyEpoch, formatVersions } = expected
  const place = { kind, workspaceId, objectId, keyEpoch, formatVersions }

  test('is known by its hash, and opens', async () => {
    const write = await writer.write(FIRST, content)
    const recalled = recallWrite(parseWrite(encodeWrite(write)), { ...place, hash: write.hash })
    expect(encodeHex(await openWrite(writer.sealing.aead, writer.key, recalled))).toBe(
      encodeHex(content),
    )
  })

  test('is refused at another place, and so is another one of the same author', async () => {
    const write = await writer.write(FIRST, content)
    const { hash } = write
    for (const change of [{ kind: 'account-secrets' }, { objectId: idOf(9) }, { keyEpoch: 2 }])
      expect(() => recallWrite(write, { ...place, ...change, hash })).toThrow(rule('write.context'))
    const next = await writer.write(after(write), content)
    expect(() => recallWrite(next, { ...place, hash })).toThrow(rule('write.fork'))
    expect(() => recallWrite(write, { ...place, hash: new Uint8Array() })).toThrow(
      rule('write.fork'),
    )
  })

  test('is refused with one flipped bit, wherever it is', async () => {
    const write = await writer.write(FIRST, content)
    const bytes = encodeWrite(write)
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const recall = () =>
        recallWrite(parseWrite(flipped(bytes, bit)), { ...place, hash: write.hash })
      expect(recall, `bit ${bit}`).toThrow(VaultError)
    }
  })
})
