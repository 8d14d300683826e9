import { openSqliteStore } from '../sqlite.ts'
import { newAccount } from './objects.ts'
import { report } from './rows.ts'
import { push, type Scene } from './scene.ts'
import { makeId } from './values.ts'

/**
 * Run as a program: writes one push after the other, of two new accounts each, and prints what was
 * acknowledged, one JSON line for each. Its argument is JSON.
 */
export interface WriterTask {
  readonly path: string
  readonly scene: Omit<Scene, 'store'>
  /** How many pushes; null for writing until it is killed. */
  readonly pushes: number | null
}

/** What was acknowledged. */
export interface WriterLine {
  readonly revision: number
  readonly accountIds: readonly string[]
}

async function run({ path, scene, pushes }: WriterTask): Promise<void> {
  const store = await openSqliteStore({ path })
  for (let done = 0; done !== pushes; done += 1) {
    const accounts = [makeId(), makeId()].map((accountId) =>
      newAccount([[scene.owner, 'owner']], { accountId, activity: [report(accountId)] }),
    )
    const { revision } = await push({ ...scene, store }, accounts)
    const line: WriterLine = { revision, accountIds: accounts.map(({ accountId }) => accountId) }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
  await store.close()
}

if (import.meta.main) await run(JSON.parse(process.argv[2] ?? '') as WriterTask)
