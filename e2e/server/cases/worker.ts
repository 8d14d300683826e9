import {
  createAccount,
  deleteAccount,
  editAccount,
  listAccounts,
  shareAccount,
  showAccount,
} from '@keyward/keyholder/commands'
import { AccountsError, membersOf } from '@keyward/keyholder/accounts'
import type { KeyholderError } from '@keyward/keyholder/error'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import type { MemberId } from '@keyward/workspace/chain'
import type { Seeded } from './seed.ts'

/** Somebody who works without a pause, and remembers what was promised to be kept. */
export interface Worker {
  readonly device: Keyholder
  /** Labels of accounts, of which the server has said that it has them. */
  readonly promised: ReadonlyMap<string, ReadonlySet<string>>
  /** Works until it is told to stop, whatever happens to the server. */
  work(isOver: () => boolean): Promise<void>
}

/** Accounts of one's own that a worker goes on with: the later ones. */
const RECENT = 20
/** Accounts of everybody's that it goes on with. */
const SHOWN = 40

export function startWorker(
  name: string,
  device: Keyholder,
  colleague: MemberId,
  seeded: Seeded,
): Worker {
  const promised = new Map<string, Set<string>>()
  const waiting: { readonly accountId: string; readonly label: string }[] = []
  const own: string[] = []
  let count = 0
  const act = async (): Promise<void> => {
    const desk = await device.desk()
    const label = `${name}-${(count += 1)}`
    const shown = listAccounts(desk, '', SHOWN).filter(({ relation }) => relation === 'owner')
    const others = shown.map(({ accountId }) => accountId)
    const accountId = seeded.pick(seeded.below(2) === 0 ? own.slice(-RECENT) : others)
    const dice = seeded.below(10)
    if (accountId === undefined || dice < 3) {
      const fields = { appName: 'Perch', username: `${label}@perch.example`, labels: [label] }
      const made = await createAccount(desk, { ...fields, password: `secret of ${label}` })
      own.push(made)
      waiting.push({ accountId: made, label })
    } else if (dice < 8) {
      const { profile } = await showAccount(desk, accountId)
      const labels = [...membersOf(profile.labels), label]
      await editAccount(desk, accountId, { labels, notes: `note of ${label}` })
      waiting.push({ accountId, label })
    } else if (dice < 9)
      await shareAccount(desk, accountId, { memberIds: [colleague], role: 'owner' })
    else if (seeded.below(3) === 0) await deleteAccount(desk, accountId)
  }
  return {
    device,
    promised,
    async work(isOver) {
      while (!isOver()) {
        await act().catch(ignoreDeleted)
        const { problem, unsynchronised } = await device.synchronise()
        if (problem !== undefined && !isOutage(problem)) throw problem
        if (problem !== undefined || unsynchronised > 0) continue
        for (const { accountId, label } of waiting.splice(0))
          promised.set(accountId, (promised.get(accountId) ?? new Set()).add(label))
      }
    },
  }
}

/** Which promised labels an account does not have on a device. */
export async function missingOn(device: Keyholder, { promised }: Worker): Promise<string[]> {
  const desk = await device.desk()
  const missing: string[] = []
  for (const [accountId, labels] of promised) {
    const { profile, secrets } = await showAccount(desk, accountId)
    const has = membersOf(profile.labels)
    missing.push(...[...labels].filter((label) => !has.includes(label)))
    if (secrets?.password.value.reveal().startsWith('secret of ') !== true) missing.push(accountId)
  }
  return missing
}

function ignoreDeleted(error: unknown): void {
  if (!(error instanceof AccountsError && error.rule === 'account.deleted')) throw error
}

/** What a server that is away or just starting leads to. */
function isOutage({ rule, code }: KeyholderError): boolean {
  return rule === 'remote.offline' || code === 'unavailable'
}
