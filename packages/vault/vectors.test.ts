import { decodeHex, encodeHex } from '@keyward/codec'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { encodeAccessList, parseAccessList } from './access/list.ts'
import { authorOf, cast } from './cases/access.ts'
import { DEVICE, FIRST, MEMBER, writerOf } from './cases/fixtures.ts'
import {
  FROZEN_CONTENT,
  FROZEN_KEY,
  FROZEN_KEYSET_CONTEXT,
  FROZEN_UNLOCK,
  FROZEN_WRAP,
  frozenKeyset,
  frozenSecret,
  makeFrozen,
} from './cases/frozen.ts'
import { CONTINUITY_OPENERS, SECRETS_KEY } from './cases/frozen-continuity.ts'
import { ANCHOR, LOCAL_BYTES, LOCAL_CONTENT, LOCAL_OPENERS } from './cases/frozen-local.ts'
import { makeMustFail, type MustFail } from './cases/must-fail.ts'
import { checkSuccessor } from './access/successor.ts'
import type { EnvelopeContext } from './envelope/context.ts'
import { open } from './envelope/open.ts'
import { openWrite, verifyWrite } from './envelope/verify.ts'
import { parseWrite } from './envelope/write.ts'
import { parseKeyset, publicPartOf } from './keyset/keyset.ts'
import { openKeyset } from './keyset/seal-keyset.ts'
import { unwrapKey, unwrapKeyset } from './keyset/wrap.ts'
import { unwrapAccountKey } from './unlock/account-key.ts'
import { kitFromCode } from './unlock/recovery/code.ts'
import { kitFromWords } from './unlock/recovery/words.ts'

const aead = nobleAead()
const keyHex = encodeHex(FROZEN_KEY.exportBytes())

function read<T>(name: string): T {
  const file = new URL(`vectors/${name}`, import.meta.url)
  if (!existsSync(file)) throw new Error(`vectors/${name} is missing.`)
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

const frozen = read<{ formats: Record<string, string> }>('formats-v1.json').formats
const mustFail = read<{ vectors: readonly MustFail[] }>('must-fail-v1.json').vectors
const bytesOf = (name: string): Uint8Array => decodeHex(frozen[name] as string)

const OPENERS = { ...LOCAL_OPENERS, ...CONTINUITY_OPENERS }

/** Opens bytes of a format as an honest caller would, asking for what `instead` says. */
async function openAs(
  format: MustFail['format'],
  bytes: Uint8Array,
  instead: Readonly<Record<string, unknown>> = {},
): Promise<Uint8Array> {
  if (format === 'sealed') {
    const prevHash = instead['prevHash']
    const hash = typeof prevHash === 'string' ? { prevHash: decodeHex(prevHash) } : {}
    const context = { ...FIRST, ...instead, ...hash } as EnvelopeContext
    return open(aead, FROZEN_KEY, context, bytes)
  }
  if (format === 'write') {
    const { key, device } = writerOf('frozen')
    const asked = { ...FIRST, ...instead } as EnvelopeContext
    const verified = verifyWrite(parseWrite(bytes), {
      ...asked,
      formatVersions: [asked.formatVersion],
      author: { memberId: MEMBER, deviceId: DEVICE, publicKey: device.publicKey },
    })
    return openWrite(aead, key, verified)
  }
  if (format === 'wrappedKey') {
    const context = { ...FROZEN_WRAP, ...instead }
    return (await unwrapKey(await frozenKeyset(), context, bytes)).exportBytes()
  }
  if (format === 'accessList') {
    const { owner } = await cast()
    return checkSuccessor(undefined, parseAccessList(bytes), authorOf(owner)).hash
  }
  if (format !== 'accountKey.kit') return OPENERS[format](bytes, instead)
  const context = { ...FROZEN_UNLOCK, ...instead }
  return (await unwrapAccountKey(aead, frozenSecret('kit'), context, bytes)).exportBytes()
}

describe('formats of version 1', () => {
  test('are made again byte for byte', async () => {
    expect(await makeFrozen()).toEqual(frozen)
    expect(Object.keys(frozen)).toHaveLength(32)
  })

  test('sealed content and a sealed write open', async () => {
    for (const format of ['sealed', 'write'] as const)
      expect(encodeHex(await openAs(format, bytesOf(format)))).toBe(encodeHex(FROZEN_CONTENT))
  })

  test('a keyset is read, opened and unwrapped, and so is a wrapped key', async () => {
    const keyset = await frozenKeyset()
    expect((await parseKeyset(bytesOf('keyset'))).publicPart).toEqual(keyset.publicPart)
    const sealed = bytesOf('sealedKeyset')
    const opened = await openKeyset(aead, FROZEN_KEY, FROZEN_KEYSET_CONTEXT, sealed)
    expect(await publicPartOf(opened)).toEqual(keyset.publicPart)
    expect(encodeHex(await openAs('wrappedKey', bytesOf('wrappedKey')))).toBe(keyHex)
    const team = await unwrapKeyset(keyset, FROZEN_WRAP, bytesOf('wrappedKeyset'))
    expect(team.publicPart.wrapping).toHaveLength(1216)
  })

  test('an access list is read and verified', async () => {
    const bytes = bytesOf('accessList')
    expect(encodeHex(encodeAccessList(parseAccessList(bytes)))).toBe(encodeHex(bytes))
    expect(await openAs('accessList', bytes)).toHaveLength(32)
  })

  test('the account key opens by every method, and the kit by words and code', async () => {
    for (const method of ['passphrase', 'offline', 'passkey', 'kit'] as const) {
      const wrapped = bytesOf(`accountKey.${method}`)
      const key = await unwrapAccountKey(aead, frozenSecret(method), FROZEN_UNLOCK, wrapped)
      expect(encodeHex(key.exportBytes())).toBe(keyHex)
    }
    for (const kit of [
      kitFromWords(frozen['kitWords'] as string),
      kitFromCode(frozen['kitCode'] as string),
    ])
      expect(encodeHex(kit.exportBytes())).toBe(keyHex)
  })
})

describe('formats of version 1 that one device keeps, and those for continuity', () => {
  test('what is wrapped under the account key, and sealed under the replica key, opens', async () => {
    for (const format of ['localKey', 'localIdentity', 'replicaKey'] as const)
      expect(await openAs(format, bytesOf(format))).toEqual(LOCAL_BYTES)
    expect(await openAs('localSealed', bytesOf('localSealed'))).toEqual(LOCAL_CONTENT)
    expect(await openAs('anchor', bytesOf('anchor'))).toEqual(ANCHOR.head.hash)
  })

  test('a key sealed for continuity opens with both halves', async () => {
    for (const part of ['continuity.sealed', 'continuity.shareA', 'continuity.shareB'] as const)
      expect(await openAs(part, bytesOf(part))).toEqual(SECRETS_KEY.exportBytes())
  })
})

describe('what has to fail', () => {
  test('is made again from the frozen formats', () => {
    expect(makeMustFail(frozen)).toEqual(mustFail)
    expect(mustFail).toHaveLength(96)
  })

  for (const { name, format, bytes, instead, rule } of mustFail) {
    test(`${name} is refused: ${rule}`, async () => {
      await expect(openAs(format, decodeHex(bytes), instead)).rejects.toMatchObject({ rule })
    })
  }
})
