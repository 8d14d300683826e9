import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { genesisHead, parseActivity, verifyActivity } from '@keyward/log'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changes, makeScene, type Scene } from '../cases/scene.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import type { WriterLine, WriterTask } from '../cases/writer.ts'
import { openSqliteStore } from '../sqlite.ts'

const KILLS = process.env['KEYWARD_LONG'] === '1' ? 50 : 3
const WRITER = fileURLToPath(new URL('../cases/writer.ts', import.meta.url))

let folder: TemporaryFolder
let path = ''
let begun: Omit<Scene, 'store'>
beforeEach(async () => {
  folder = temporaryFolder()
  path = folder.file('keyward.db')
  const { store, ...scene } = await makeScene(await openSqliteStore({ path }))
  begun = scene
  await store.close()
})
afterEach(() => folder.remove())

/** Runs a writer to its end, and gives all that it acknowledged. */
async function runWriter(
  pushes: number | null,
  onLine: (lines: number, child: ChildProcess) => void = () => {},
): Promise<readonly WriterLine[]> {
  const task: WriterTask = { path, scene: begun, pushes }
  const child = spawn(process.execPath, [WRITER, JSON.stringify(task)])
  const ended = new Promise((resolve) => child.on('close', resolve))
  let [out, errors] = ['', '']
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  child.stdout.setEncoding('utf8')
  for await (const text of child.stdout) {
    out += text
    onLine(out.split('\n').length - 1, child)
  }
  await ended
  expect(errors).toBe('')
  const whole = out.slice(0, out.lastIndexOf('\n') + 1)
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as WriterLine)
}

/** Everything that the store holds, after it was shown to be consistent. */
async function readAll(): Promise<{ revision: number; accountIds: Set<string> }> {
  const store = await openSqliteStore({ path })
  const { workspaceId, owner } = begun
  const page = await changes({ ...begun, store }, owner, 2, 100_000)
  const log = await store.activity.list(workspaceId, { limit: 100_000 })
  const head = await store.activity.head(workspaceId)
  await store.close()
  const check = { from: genesisHead(workspaceId), devices: () => undefined }
  expect(head).toMatchObject(verifyActivity(log.entries.map(parseActivity), check))
  // Each push writes two accounts, each with both compartments and one entry of the log.
  expect(page.accounts.length % 2).toBe(0)
  expect(head.sequence).toBe(page.accounts.length)
  expect(page.revision).toBe(2 * (page.accounts.length + 1))
  for (const { profile, secrets, lists } of page.accounts) {
    expect([profile?.length, secrets?.length, lists.length]).toEqual([100, 100, 1])
  }
  const accountIds = new Set(page.accounts.map(({ accountId }) => accountId))
  return { revision: page.revision, accountIds }
}

describe('every write that was acknowledged', () => {
  test('is there, and nothing half, when a program that writes all the time is killed', async () => {
    const acknowledged: WriterLine[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      const lines = await runWriter(null, (count, child) => {
        // Somewhere in the middle of the next ones.
        if (count > 3 && !child.killed) {
          void wait((kill * 7) % 23).then(() => child.kill('SIGKILL'))
        }
      })
      expect(lines.length).toBeGreaterThan(3)
      acknowledged.push(...lines)
      const { revision, accountIds } = await readAll()
      expect(revision).toBeGreaterThanOrEqual(lines.at(-1)!.revision)
      const missing = acknowledged
        .flatMap((line) => line.accountIds)
        .filter((id) => !accountIds.has(id))
      expect(missing).toEqual([])
    }
  })

  test('is there when several processes write at once, each with revisions of its own', async () => {
    const lines = (await Promise.all([1, 2, 3].map(() => runWriter(20)))).flat()
    const { revision, accountIds } = await readAll()
    expect(lines).toHaveLength(60)
    expect(new Set(lines.map((line) => line.revision)).size).toBe(60)
    expect(accountIds.size).toBe(120)
    expect(revision).toBe(242)
  })
})

describe('processes that open a file at once', () => {
  test('make it together', async () => {
    const fresh = folder.file('fresh.db')
    const stores = await Promise.all(
      Array.from({ length: 6 }, () => openSqliteStore({ path: fresh })),
    )
    const scenes = await Promise.all(stores.map((store) => makeScene(store)))
    const [first] = stores
    expect(await first!.workspaces.list(10)).toEqual(
      scenes.map(({ workspaceId }) => workspaceId).toSorted(),
    )
    await Promise.all(stores.map((store) => store.close()))
  })
})
