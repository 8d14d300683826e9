import type { AccountChange } from '@keyward/protocol'
import type { Change, Expectation } from '../../replica.ts'
import type { VaultContext } from '../context.ts'
import { type IndexChange, stageIndex } from '../index/stage.ts'
import { knownKey } from '../rows/row-keys.ts'
import { unlessDamagedInDraft } from '../rows/damage.ts'
import { isSameRow } from '../rows/same-row.ts'
import { type Draft, transact } from '../rows/transaction.ts'
import type { IntakeMode } from './before.ts'
import { examine } from './examine.ts'
import type { Examined, Revoked } from './examined.ts'
import { stageExamined } from './stage.ts'

/** What is written in the same batch as the accounts, and what has to be as it was. */
export interface Along {
  readonly changes: readonly Change[]
  readonly expect: readonly Expectation[]
}

/** What became of changes. */
export interface TakenIn {
  readonly accountIds: readonly string[]
  /** What was set apart, with its rule. */
  readonly refused: readonly { readonly accountId: string; readonly rule: string }[]
  /** Another tab or process was faster: what was expected is otherwise, and nothing was written. */
  readonly isOvertaken: boolean
}

/**
 * Takes changes in: verifies, opens and merges them, and writes them in one batch with the rest.
 * What is refused is set apart; the others go on.
 *
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function takeIn(
  context: VaultContext,
  changes: readonly AccountChange[],
  mode: IntakeMode,
  along: Along = { changes: [], expect: [] },
): Promise<TakenIn> {
  let examined: (Examined | Revoked)[] = []
  // Checking takes long and holds nothing: what a tab saves meanwhile goes first.
  const isFresh = async (draft: Draft): Promise<boolean> => {
    for (const { accountId, knownRow } of examined)
      if (!isSameRow(await draft.get('writes', knownKey(accountId)), knownRow)) return false
    return true
  }
  for (;;) {
    examined = []
    for (const change of changes) examined.push(await examine(context, change, mode))
    const settle = await transact(context.replica, async (draft) => {
      if (!(await isFresh(draft))) return undefined
      for (const { collection, key, value } of along.expect)
        if (!isSameRow(await draft.get(collection, key), value ?? undefined)) return 'overtaken'
      return stageAll(context, draft, examined, along.changes)
    })
    if (settle === 'overtaken') return { accountIds: [], refused: [], isOvertaken: true }
    if (settle === undefined) continue
    settle()
    return {
      accountIds: changes.map(({ accountId }) => accountId),
      refused: examined.flatMap((one) =>
        one.kind === 'revoked'
          ? []
          : one.refused.map(({ rule }) => ({ accountId: one.accountId, rule })),
      ),
      isOvertaken: false,
    }
  }
}

/** Adds accounts that were examined to the draft, with the index. */
export async function stageAll(
  context: VaultContext,
  draft: Draft,
  examined: readonly (Examined | Revoked)[],
  along: readonly Change[],
): Promise<() => void> {
  for (const { collection, key, value } of along) {
    if (value === null) draft.delete(collection, key)
    else draft.put(collection, key, value)
  }
  const index: IndexChange[] = []
  for (const one of examined) {
    // Where what waits can't be opened, it is left as it is, and no other account is held up.
    const change = await unlessDamagedInDraft(() => stageExamined(context, draft, one))
    if (change !== undefined) index.push(change)
  }
  return stageIndex(context, draft, index)
}
