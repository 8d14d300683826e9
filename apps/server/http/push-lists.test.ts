import { beforeAll, describe, expect, test } from 'vitest'
import {
  createAccount,
  listed,
  nextList,
  outcome,
  pushOne,
  type TestAccount,
} from '../cases/accounts.ts'
import { makeKeys, type MadeList } from '../cases/lists.ts'
import { signUp, type TestMember } from '../cases/workspace.ts'
import { threeMembers } from './cases/three-members.ts'

const { server, olga, uma } = await threeMembers()

describe('a version of an access list', () => {
  let account: TestAccount
  beforeAll(async () => {
    account = await createAccount(olga)
  })

  const refused: [string, () => Promise<MadeList>, string, (() => TestMember)?][] = [
    [
      'with another chain',
      () =>
        nextList(olga, account, [olga, uma], { head: { sequence: 1, hash: new Uint8Array(32) } }),
      'access.chain-head',
    ],
    [
      'with a chain that goes further than ours',
      () =>
        nextList(olga, account, [olga, uma], { head: { sequence: 99, hash: new Uint8Array(32) } }),
      'access.chain-head',
    ],
    [
      'that keeps the keys from an owner who is removed',
      async () => {
        const shared = await createAccount(olga, [uma])
        account = shared
        return nextList(olga, shared, [olga])
      },
      'access.epoch',
    ],
    [
      'that goes back to an older key',
      async () => {
        const first = await createAccount(olga)
        const second = await nextList(olga, first, [olga, uma], {}, makeKeys(2))
        await pushOne(olga, listed(first, second))
        account = { ...first, list: second }
        return nextList(olga, account, [olga, uma], {}, makeKeys(1))
      },
      'access.epoch',
    ],
    [
      'with another key of the same epoch',
      async () => {
        account = await createAccount(olga)
        return nextList(olga, account, [olga], {}, makeKeys(1))
      },
      'access.commitment',
    ],
    [
      'signed by another device',
      () => nextList(olga, account, [olga], { deviceId: uma.deviceId }),
      'access.author',
    ],
    [
      'signed by another member',
      async () => nextList(uma, account, [olga, uma], { memberId: uma.memberId }),
      'access.author',
    ],
  ]
  test.each(refused)('%s is refused', async (_, make, rule) => {
    const list = await make()
    expect(await outcome(olga, listed(account, list))).toBe(`object_refused ${rule}`)
  })

  test('whose signature is another’s is refused', async () => {
    const made = await createAccount(olga)
    const impostor = { ...olga, deviceKey: uma.deviceKey }
    const list = await nextList(impostor, made, [olga, uma])
    expect(await outcome(olga, listed(made, list))).toBe('object_refused access.signature')
  })

  test('that grants to nobody of the workspace is refused', async () => {
    const made = await createAccount(olga)
    const { owner: stranger } = await signUp(server, 'Otto')
    const list = await nextList(olga, made, [olga, stranger])
    expect(await outcome(olga, listed(made, list))).toBe('object_refused access.grantee')
  })

  test('brings the keys of every new grant, and only those', async () => {
    const made = await createAccount(olga)
    const { signed, push } = await nextList(olga, made, [olga, uma])
    const one = push.wrapped.slice(0, 1)
    const missing = { signed, push: { ...push, wrapped: one } }
    expect(await outcome(olga, listed(made, missing))).toBe('object_refused access.wrapped-missing')
    const [first, second] = push.wrapped as [(typeof one)[0], (typeof one)[0]]
    const swapped = [
      { ...first, profile: second.profile },
      { ...second, profile: first.profile },
    ]
    const wrong = { signed, push: { ...push, wrapped: swapped } }
    expect(await outcome(olga, listed(made, wrong))).toBe('object_refused access.wrapped-hash')
    const twice = { signed, push: { ...push, wrapped: [first, first, second] } }
    expect(await outcome(olga, listed(made, twice))).toBe('object_refused access.wrapped-hash')
    expect(await outcome(olga, listed(made, { signed, push }))).toBe('accepted')
  })

  test('does not have to repeat keys that stay', async () => {
    const made = await createAccount(olga)
    const shared = await nextList(olga, made, [olga, uma])
    await pushOne(olga, listed(made, shared))
    // The grants stand as they are: only the version is new.
    const { grants } = shared.signed.statement
    const next = await nextList(olga, { ...made, list: shared }, [olga, uma], { grants })
    const wrapped = shared.push.wrapped.slice(0, 1)
    const result = await outcome(olga, {
      accountId: made.accountId,
      lists: [{ ...next.push, wrapped }],
    })
    expect(result).toBe('accepted')
    const { accounts } = await uma.device.must('getChanges', { query: { since: 0, limit: 1000 } })
    const found = accounts.find(({ accountId }) => accountId === made.accountId)
    const own = shared.push.wrapped.find(({ granteeId }) => granteeId === uma.memberId)
    expect(found?.wrapped?.profile).toBe(own?.profile)
  })

  test('by an owner may add and remove owners, the removed one learns that it is revoked', async () => {
    const made = await createAccount(olga)
    const shared = await nextList(olga, made, [olga, uma])
    expect(await outcome(olga, listed(made, shared))).toBe('accepted')
    const { revision } = await olga.device.must('getChanges', { query: { since: 0, limit: 1000 } })
    const taken = await nextList(uma, { ...made, list: shared }, [uma], {}, makeKeys(2))
    expect(await outcome(uma, listed(made, taken))).toBe('accepted')
    const { accounts } = await olga.device.must('getChanges', { query: { since: revision } })
    expect(accounts).toMatchObject([
      { accountId: made.accountId, isRevoked: true, lists: [], wrapped: null, profile: null },
    ])
    expect(await outcome(olga, { accountId: made.accountId, isDeleted: true })).toBe(
      'account_unknown',
    )
  })

  test('that is not the next one gets the newest', async () => {
    const made = await createAccount(olga)
    const mine = await nextList(olga, made, [olga, uma])
    const theirs = await nextList(olga, made, [olga, uma])
    expect(await outcome(olga, listed(made, mine))).toBe('accepted')
    const result = await pushOne(olga, listed(made, theirs))
    expect(result).toMatchObject({ outcome: 'stale' })
    expect(result.outcome === 'stale' && result.current.lists.at(-1)).toBe(mine.push.list)
  })
})
