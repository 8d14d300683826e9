import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { type Grantees, list, newAccount, sealed, writeTo } from '../cases/objects.ts'
import { admit, changes, makeScene, push, type Scene } from '../cases/scene.ts'
import type { AccountView, GrantedList, WriteRow } from '../ports/accounts.ts'

const RUNS = process.env['KEYWARD_LONG'] === '1' ? 300 : 15

/** What is there of an account, as its writers know it. */
interface Truth {
  readonly accountId: string
  readonly lists: GrantedList[]
  profile: WriteRow
  secrets: WriteRow
}

/** What a device keeps of an account. */
interface Copy {
  readonly lists: Map<string, Uint8Array>
  profile: Uint8Array | null
  secrets: Uint8Array | null
}

type Role = 'owner' | 'manager' | 'collaborator' | 'none'
type Step =
  | { readonly kind: 'create' | 'change' | 'share'; readonly which: number; readonly role: Role }
  | { readonly kind: 'pull'; readonly limit: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('create' as const, 'change' as const, 'share' as const),
    which: fc.nat(5),
    role: fc.constantFrom<Role>('owner', 'manager', 'collaborator', 'none'),
  }),
  fc.record({ kind: fc.constant('pull' as const), limit: fc.integer({ min: 1, max: 4 }) }),
)

function grantees(scene: Scene, memberId: string, role: Role): Grantees {
  const owner = [scene.owner, 'owner'] as const
  return role === 'none' ? [owner] : [owner, [memberId, role]]
}

function take(copies: Map<string, Copy>, view: AccountView): void {
  if (view.isRevoked) return void copies.delete(view.accountId)
  const copy = copies.get(view.accountId) ?? { lists: new Map(), profile: null, secrets: null }
  copies.set(view.accountId, copy)
  for (const bytes of view.lists) copy.lists.set(bytes.toString(), bytes)
  copy.profile = view.profile ?? copy.profile
  // Whose newest list gives no key of the secrets, has no use for them.
  const isClosed = view.wrapped !== null && view.wrapped.secrets === null
  copy.secrets = isClosed ? null : (view.secrets ?? copy.secrets)
}

async function doStep(
  scene: Scene,
  memberId: string,
  truths: Truth[],
  { kind, which, role }: Exclude<Step, { kind: 'pull' }>,
): Promise<void> {
  const truth = truths[which]
  if (kind === 'create' || truth === undefined) {
    const account = newAccount(grantees(scene, memberId, role))
    const { accountId, profile, secrets } = account
    await push(scene, [account])
    truths.push({ accountId, lists: [...account.lists], profile, secrets })
  } else if (kind === 'change') {
    truth.profile = sealed(truth.profile)
    if (role === 'owner') truth.secrets = sealed(truth.secrets)
    const secrets = role === 'owner' ? truth.secrets : null
    await push(scene, [writeTo(truth.accountId, { profile: truth.profile, secrets })])
  } else {
    const after = truth.lists.at(-1)!
    const next = list(truth.accountId, grantees(scene, memberId, role), { after })
    truth.lists.push(next)
    await push(scene, [writeTo(truth.accountId, { lists: [next] })])
  }
}

/** What the member's device has to hold in the end. */
function expected(truths: readonly Truth[], memberId: string): Map<string, Copy> {
  const copies = new Map<string, Copy>()
  for (const { accountId, lists, profile, secrets } of truths) {
    const grant = lists.at(-1)!.grants.find(({ granteeId }) => granteeId === memberId)
    if (grant === undefined) continue
    copies.set(accountId, {
      lists: new Map(lists.map(({ bytes }) => [bytes.toString(), bytes])),
      profile: profile.bytes,
      secrets: grant.role === 'owner' ? secrets.bytes : null,
    })
  }
  return copies
}

storeContract('convergence', (store) => {
  describe('a device that pulls now and then', () => {
    test('ends with exactly what its member may have, whatever was written between', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const scene = await makeScene(store())
          const memberId = await admit(scene)
          const truths: Truth[] = []
          const copies = new Map<string, Copy>()
          let since = 0
          const pull = async (limit: number): Promise<boolean> => {
            const page = await changes(scene, memberId, since, limit)
            for (const view of page.accounts) take(copies, view)
            since = page.revision
            return page.hasMore
          }
          for (const each of steps) {
            if (each.kind === 'pull') await pull(each.limit)
            else await doStep(scene, memberId, truths, each)
          }
          while (await pull(3));
          expect(copies).toEqual(expected(truths, memberId))
        }),
        { numRuns: RUNS, seed: 20_261 },
      )
    })
  })
})
