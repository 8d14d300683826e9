import { decodeBase64url } from '@keyward/codec'
import { makeIdentityKey } from '@keyward/primitives/identity'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import {
  encodeAccessList,
  hashAccessList,
  hashWrapped as vaultHashWrapped,
  parseAccessList,
  VaultError,
} from '@keyward/vault/access'
import { encodeWrite, parseWrite as parseVaultWrite } from '@keyward/vault/envelope'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeSecrets, type MemberSecrets, newId, random } from '../cases/keys.ts'
import { type Author, makeKeys, makeList, type MadeList } from '../cases/lists.ts'
import { granteeOf } from '../cases/workspace.ts'
import { type MadeWrite, makeWrite } from '../cases/writes.ts'
import { hashWrapped } from './digest.ts'
import { ObjectError } from './error.ts'
import { parseList } from './list.ts'
import { parseWrite } from './write.ts'

let olga: MemberSecrets
let first: MadeList
let second: MadeList
let profile: MadeWrite
let secrets: MadeWrite

beforeAll(async () => {
  olga = await makeSecrets('Olga')
  const uma = await makeSecrets('Uma')
  const author: Author = {
    ...olga,
    workspaceId: newId(),
    head: { sequence: 4, hash: random(32) },
  }
  const accountId = newId()
  const keys = makeKeys()
  const owner = [granteeOf(olga), 'owner'] as const
  first = await makeList(author, accountId, keys, [owner])
  const all = [owner, [granteeOf(uma), 'collaborator']] as const
  second = await makeList(author, accountId, keys, all, first.signed)
  profile = await makeWrite(author, accountId, 'profile', keys)
  secrets = await makeWrite(author, accountId, 'secrets', keys, profile.write)
})

function isRefusal(error: unknown): boolean {
  return error instanceof ObjectError
}

function outcomeOf<T>(parse: () => T): { readonly list: T } | { readonly error: unknown } {
  try {
    return { list: parse() }
  } catch (error) {
    return { error }
  }
}

/** What the vault thinks of the same bytes. */
function vaultTakes(parse: (bytes: Uint8Array) => unknown, bytes: Uint8Array): boolean {
  try {
    parse(bytes)
    return true
  } catch (error) {
    if (error instanceof VaultError) return false
    throw error
  }
}

describe('access lists', () => {
  test('of the vault are read as they were meant', () => {
    for (const { signed, push } of [first, second]) {
      const { statement } = signed
      const list = parseList(decodeBase64url(push.list))
      const { workspaceId, accountId, version, prevHash, head, memberId, deviceId } = statement
      expect(list).toMatchObject({ workspaceId, accountId, version, prevHash, memberId, deviceId })
      expect(list.head).toEqual(head)
      expect(list.grants).toEqual(statement.grants)
      expect([list.profile, list.secrets]).toEqual([statement.profile, statement.secrets])
      expect(list.hash).toEqual(hashAccessList(signed))
    }
  })

  test('are signed by who signed them', () => {
    const list = parseList(decodeBase64url(first.push.list))
    expect(list.isSignedBy(olga.deviceKey.publicKey)).toBe(true)
    expect(list.isSignedBy(makeIdentityKey(random).publicKey)).toBe(false)
  })

  test('are taken exactly when the vault takes them', () => {
    const taken: Uint8Array[] = []
    fuzzParser({
      name: 'access list',
      samples: [first, second].map(({ push }) => decodeBase64url(push.list)),
      parse(bytes) {
        const outcome = outcomeOf(() => parseList(bytes))
        expect('list' in outcome).toBe(vaultTakes(parseAccessList, bytes))
        if ('error' in outcome) throw outcome.error
        taken.push(bytes)
        return outcome.list
      },
      reencode: ({ bytes }) => encodeAccessList(parseAccessList(bytes)),
      isOwnError: isRefusal,
      runs: fuzzRuns(),
    })
    expect(taken.length).toBeGreaterThan(100)
  })

  test('name wrapped keys by the same hash', () => {
    const wrapped = random(1169)
    expect(hashWrapped(wrapped)).toEqual(vaultHashWrapped(wrapped))
  })
})

describe('sealed writes', () => {
  test('of the vault are read as they were meant', () => {
    for (const { write, text } of [profile, secrets]) {
      const { context, head, memberId, deviceId } = write.statement
      const { kind, workspaceId, objectId: accountId, keyEpoch, version, prevHash } = context
      const read = parseWrite(decodeBase64url(text))
      expect(read).toMatchObject({ kind, workspaceId, accountId, keyEpoch, version, prevHash })
      expect(read).toMatchObject({ head, memberId, deviceId })
      expect(read.hash).toEqual(write.hash)
      expect(read.isSignedBy(olga.deviceKey.publicKey)).toBe(true)
    }
  })

  test('are taken only when the vault takes them', () => {
    let taken = 0
    fuzzParser({
      name: 'sealed write',
      samples: [profile, secrets].map(({ text }) => decodeBase64url(text)),
      parse(bytes) {
        const write = parseWrite(bytes)
        taken += 1
        return write
      },
      reencode: ({ bytes }) => encodeWrite(parseVaultWrite(bytes)),
      isOwnError: isRefusal,
      runs: fuzzRuns(),
    })
    expect(taken).toBeGreaterThan(100)
  })

  test('with other sealed bytes than were signed are refused', () => {
    const bytes = decodeBase64url(profile.text)
    // The sealed bytes hold the greatest part of the write.
    const sealedAt = Buffer.from(bytes).indexOf(Buffer.from('sealed')) + 40
    bytes[sealedAt] = (bytes[sealedAt] as number) ^ 1
    expect(() => parseWrite(bytes)).toThrow('other bytes than were signed')
  })
})
