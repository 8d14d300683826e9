import { decodeCbor, encodeCbor, encodeHex } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { beforeAll, describe, expect, test } from 'vitest'
import { authorOf, cast, keysOf, type MadeList, makeList, type Party } from '../cases/access.ts'
import { idOf } from '../cases/fixtures.ts'
import { flipped } from '../cases/seeded-random.ts'
import { VaultError, type VaultRule } from '../error.ts'
import { type AccessGrant, sortGrants } from './grant.ts'
import { openGrant, type WrappedKeys } from './keys.ts'
import { encodeAccessList, hashAccessList, parseAccessList, type SignedAccessList } from './list.ts'
import { checkSuccessor, type VerifiedAccessList } from './successor.ts'

const { random, owner, second, manager, team } = await cast()
const keys = keysOf(random, 1)
const ALL = [
  [owner, 'owner'],
  [second, 'owner'],
  [manager, 'manager'],
  [team, 'collaborator'],
] as const
const rule = (name: VaultRule): unknown => expect.objectContaining({ rule: name })

let genesis: MadeList
let known: VerifiedAccessList

beforeAll(async () => {
  genesis = await makeList(random, owner, keys, ALL)
  known = checkSuccessor(undefined, genesis.list, authorOf(owner))
})

function next(
  signer: Party,
  change: Parameters<typeof makeList>[5] = {},
  grantees: Parameters<typeof makeList>[3] = ALL,
  withKeys = keys,
): Promise<MadeList> {
  return makeList(random, signer, withKeys, grantees, known, change)
}

function expectRefusal(list: SignedAccessList, signer: Party, name: VaultRule): void {
  expect(() => checkSuccessor(known, list, authorOf(signer))).toThrow(rule(name))
}

describe('an access list', () => {
  test('travels and keeps its hash', () => {
    const received = parseAccessList(encodeAccessList(genesis.list))
    expect(hashAccessList(received)).toEqual(known.hash)
    expect(checkSuccessor(undefined, received, authorOf(owner)).statement.grants).toHaveLength(4)
  })

  test('is frozen once it is verified', () => {
    expect(Object.isFrozen(known)).toBe(true)
    expect(Object.isFrozen(known.statement)).toBe(true)
    expect(Object.isFrozen(known.statement.grants)).toBe(true)
    expect(known.statement.grants.every((grant) => Object.isFrozen(grant))).toBe(true)
  })

  test('starts with version 1 by its creator, an owner in it', async () => {
    const later = await next(owner)
    expect(() => checkSuccessor(undefined, later.list, authorOf(owner))).toThrow(
      rule('access.genesis'),
    )
    const foreign = await makeList(random, manager, keys, ALL)
    expect(() => checkSuccessor(undefined, foreign.list, authorOf(manager))).toThrow(
      rule('access.author'),
    )
  })

  test('is followed by one that an owner of the known list signed', async () => {
    for (const signer of [owner, second]) {
      const { list } = await next(signer)
      expect(checkSuccessor(known, list, authorOf(signer)).statement.version).toBe(2)
    }
    expectRefusal((await next(manager)).list, manager, 'access.author')
    const stranger = { ...manager, id: idOf(77) }
    const usurped = await next(stranger, {}, [...ALL, [stranger, 'owner']])
    expectRefusal(usurped.list, stranger, 'access.author')
  })

  test('may leave versions out when an owner of the known list signed', async () => {
    const ahead = await next(owner, { version: 9, prevHash: new Uint8Array(32).fill(9) })
    expect(checkSuccessor(known, ahead.list, authorOf(owner)).statement.version).toBe(9)
  })

  test('is refused from another author than was looked up, and with a foreign signature', async () => {
    const { list } = await next(owner)
    expect(() => checkSuccessor(known, list, authorOf(second))).toThrow(rule('access.author'))
    const swapped = { ...authorOf(owner), publicKey: second.device.publicKey }
    expect(() => checkSuccessor(known, list, swapped)).toThrow(rule('access.signature'))
  })

  test('does not go back, fork, or build on another one', async () => {
    const two = await next(owner)
    const verified = checkSuccessor(known, two.list, authorOf(owner))
    expect(() => checkSuccessor(verified, genesis.list, authorOf(owner))).toThrow(
      rule('access.older'),
    )
    expect(checkSuccessor(verified, two.list, authorOf(owner))).toBe(verified)
    const fork = await next(second)
    expect(() => checkSuccessor(verified, fork.list, authorOf(second))).toThrow(rule('access.fork'))
    const astray = await next(owner, { prevHash: new Uint8Array(32).fill(1) })
    expectRefusal(astray.list, owner, 'access.prev-hash')
  })

  test('is of the same account', async () => {
    expectRefusal((await next(owner, { accountId: idOf(9) })).list, owner, 'access.other-account')
    expectRefusal((await next(owner, { workspaceId: idOf(9) })).list, owner, 'access.other-account')
    const same = await makeList(random, owner, keys, ALL, undefined, { accountId: idOf(9) })
    expectRefusal(same.list, owner, 'access.other-account')
  })

  test('never goes back to an older key, and keeps the key of an epoch', async () => {
    const two = checkSuccessor(
      known,
      (await next(owner, {}, ALL, keysOf(random, 2))).list,
      authorOf(owner),
    )
    const back = await makeList(random, owner, keys, ALL, two)
    expect(() => checkSuccessor(two, back.list, authorOf(owner))).toThrow(rule('access.epoch'))
    expectRefusal((await next(owner, {}, ALL, keysOf(random, 1))).list, owner, 'access.commitment')
  })

  test('rotates both keys when it removes an owner', async () => {
    const without = ALL.filter(([party]) => party !== second)
    expectRefusal((await next(owner, {}, without)).list, owner, 'access.epoch')
    const half = { ...keysOf(random, 2), profile: keys.profile }
    expectRefusal((await next(owner, {}, without, half)).list, owner, 'access.epoch')
    const rotated = await next(owner, {}, without, keysOf(random, 2))
    expect(checkSuccessor(known, rotated.list, authorOf(owner)).statement.grants).toHaveLength(3)
  })

  test('rests on a membership chain that is not shorter or other', async () => {
    for (const head of [
      { sequence: 6, hash: new Uint8Array(32).fill(7) },
      { sequence: 7, hash: new Uint8Array(32).fill(8) },
    ])
      expectRefusal((await next(owner, { head })).list, owner, 'access.chain-head')
  })

  test('a flipped bit is refused, wherever it is', () => {
    const bytes = encodeAccessList(genesis.list)
    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      const received = (): VerifiedAccessList =>
        checkSuccessor(undefined, parseAccessList(flipped(bytes, bit)), authorOf(owner))
      expect(received, `bit ${bit}`).toThrow(VaultError)
    }
  })

  test('its parser is total, and what it accepts encodes to the same bytes', () => {
    const outcome = fuzzParser({
      name: 'access list',
      samples: [encodeAccessList(genesis.list)],
      parse: parseAccessList,
      reencode: encodeAccessList,
      isOwnError: (error) => error instanceof VaultError,
      runs: fuzzRuns(),
    })
    expect(outcome.accepted).toBeGreaterThan(0)
    expect(outcome.refused).toBeGreaterThan(0)
  })
})

describe('the grants of a list', () => {
  const wrongGrants: [string, (grants: readonly AccessGrant[]) => AccessGrant[], VaultRule][] = [
    ['are in order', (grants) => grants.toReversed(), 'access.grant'],
    ['name nobody twice', ([first, ...rest]) => [first!, first!, ...rest], 'access.grant'],
    [
      'make no team an owner',
      (grants) =>
        grants.map((grant) =>
          grant.granteeKind === 'team'
            ? { ...grant, role: 'owner', secrets: new Uint8Array(32) }
            : grant,
        ),
      'access.grant',
    ],
    [
      'give the secrets key to owners alone',
      (grants) => grants.map((grant) => ({ ...grant, secrets: new Uint8Array(32) })),
      'access.grant',
    ],
    [
      'give it to every owner',
      (grants) => grants.map((grant) => ({ ...grant, secrets: null })),
      'access.grant',
    ],
    ['have an owner', (grants) => grants.filter(({ role }) => role !== 'owner'), 'access.no-owner'],
  ]
  for (const [title, change, name] of wrongGrants) {
    test(`they ${title}`, async () => {
      const grants = change(known.statement.grants)
      await expect(next(owner, { grants })).rejects.toMatchObject({ rule: name })
    })
  }

  test('are sorted by kind, then id', () => {
    expect(sortGrants(known.statement.grants.toReversed())).toEqual(known.statement.grants)
  })

  test('have known kinds and roles', () => {
    const bytes = encodeAccessList(genesis.list)
    for (const [word, other] of [
      ['manager', 'manageR'],
      ['team', 'teaM'],
    ] as const) {
      const text = Buffer.from(bytes).toString('latin1').replace(word, other)
      const changed = new Uint8Array(Buffer.from(text, 'latin1'))
      expect(encodeCbor(decodeCbor(changed))).toEqual(changed)
      expect(() => parseAccessList(changed)).toThrow(rule('access.malformed'))
    }
  })
})

describe('granted keys', () => {
  const wrappedOf = (party: Party): WrappedKeys => genesis.wrapped.get(party.id)!

  test('an owner opens both, everybody else the profile’s alone', async () => {
    for (const [party, role] of ALL) {
      const opened = await openGrant(party.keyset, known, party.id, wrappedOf(party))
      expect(encodeHex(opened.profile.exportBytes())).toBe(
        encodeHex(keys.profile.key.exportBytes()),
      )
      expect(opened.secrets?.exportBytes()).toEqual(
        role === 'owner' ? keys.secrets.key.exportBytes() : undefined,
      )
    }
  })

  test('do not open for a keyset that has no grant, or with another’s', async () => {
    const nobody = openGrant(manager.keyset, known, idOf(66), wrappedOf(manager))
    await expect(nobody).rejects.toMatchObject({ rule: 'access.not-granted' })
    const wrong = openGrant(manager.keyset, known, owner.id, wrappedOf(owner))
    await expect(wrong).rejects.toMatchObject({ rule: 'wrapped.refused' })
  })

  test('are the very bytes that the signer named', async () => {
    const { profile, secrets } = wrappedOf(owner)
    const changed: WrappedKeys[] = [
      { profile: flipped(profile, 9000), secrets },
      { profile, secrets: null },
      { profile: secrets!, secrets: profile },
    ]
    for (const wrapped of changed) {
      await expect(openGrant(owner.keyset, known, owner.id, wrapped)).rejects.toMatchObject({
        rule: 'access.wrapped-hash',
      })
    }
  })

  test('are the keys that the list commits to', async () => {
    const lying = await makeList(random, owner, keys, ALL, undefined, {
      profile: { epoch: 1, commitment: new Uint8Array(32) },
    })
    const list = checkSuccessor(undefined, lying.list, authorOf(owner))
    const opened = openGrant(manager.keyset, list, manager.id, lying.wrapped.get(manager.id)!)
    await expect(opened).rejects.toMatchObject({ rule: 'access.commitment' })
  })
})
