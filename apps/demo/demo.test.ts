import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Programs, startPrograms } from './cases/programs.ts'
import { makeDemonstration } from './make-demonstration.ts'
import { openPhone } from './phone/phone.ts'
import { tellStory } from './story/tell.ts'
import type { WrittenPerson } from './team/write-people.ts'

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9'
/** Most of it goes into passphrases, which are slow on purpose, and slower on a busy machine. */
const STORY_TIME = 180_000
const ROLES = ['owner', 'super-admin', 'admin', 'user', 'login-only', 'guest']

let programs: Programs

beforeAll(async () => {
  programs = await startPrograms()
})
afterAll(() => programs.stop())

async function told(places: { keyward: string; perch: string }) {
  const done: string[] = []
  const failed: unknown[] = []
  const teller = {
    done: (title: string) => void done.push(title),
    failed: (title: string, _milliseconds: number, error: unknown) =>
      void failed.push(`${title}: ${String(error)}`),
  }
  const allHeld = await tellStory(places, teller, () => performance.now())
  return { done, failed, allHeld }
}

test(
  'every step of the story holds, at a real server and a real Perch',
  async () => {
    const { done, failed, allHeld } = await told(programs)
    expect(failed).toEqual([])
    expect(allHeld).toBe(true)
    expect(done).toMatchInlineSnapshot(`
    [
      "Create a workspace",
      "Five more join by invitation",
      "Add a passkey with Biometrics Login off",
      "Turn it on, and create account and passkey",
      "Sign in with it, on a locked phone",
      "A finger or face that does not match",
      "A username that is taken",
      "Add one where there is one already",
      "AutoFill is off",
      "Super Admin, Admin and User create passkeys",
      "Login-Only and Guest may not",
      "Sign in from a second phone",
      "Airplane mode",
      "Share the account with Uma",
      "Remove Uma",
      "For the others nothing changed",
      "Verify the activity",
    ]
  `)
  },
  STORY_TIME,
)

test('the story ends with the first step that does not hold, and says why', async () => {
  const { done, failed, allHeld } = await told({ keyward: NOWHERE, perch: programs.perch })
  expect(allHeld).toBe(false)
  expect(done).toEqual([])
  expect(failed).toEqual([expect.stringMatching(/^Create a workspace: KeyholderError: .*server/)])
})

test('the seeded people can sign in, also where there were demonstrations before', async () => {
  const file = join(programs.folder, 'people.json')
  const lines: string[] = []
  await makeDemonstration(programs, file, (line) => lines.push(line))
  const text = readFileSync(file, 'utf8')
  const { workspaceName, people } = JSON.parse(text) as {
    workspaceName: string
    people: WrittenPerson[]
  }
  expect(workspaceName).toBe('Acme Studio')
  expect(people.map(({ role }) => role)).toEqual(ROLES)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const uma = people.find(({ id }) => id === 'uma')
  if (uma === undefined) throw new Error('Uma is not in the file')
  expect(uma).toMatchObject({ name: 'Uma User', address: 'uma@acme.example' })
  for (const { passphrase } of people) expect(lines.join('\n')).not.toContain(passphrase)
  const { keyholder } = await openPhone('a phone', 'ios')
  const { address, passphrase, workspaceId } = uma
  const who = { origin: programs.keyward, address, passphrase, workspaceId }
  await keyholder.session.signIn({ by: 'passphrase', deviceName: 'a phone', ...who })
  await keyholder.synchronise()
  const { index } = (await keyholder.desk()).vault
  const names = index.search('', 100).map(({ appName, username }) => `${appName} ${username}`)
  // Perch knew the studio's first username from the story.
  expect(names.toSorted()).toEqual([
    'Lark Mail newsletter@acme.example',
    'Paper & Post vendor portal orders@acme.example',
    'Perch Ads ads@acme.example',
    'Perch studio2@acme.example',
  ])
  await keyholder.close()
})

test('where Perch does not answer, nothing is made and nothing is written', async () => {
  const file = join(programs.folder, 'none.json')
  const lines: string[] = []
  const places = { keyward: programs.keyward, perch: NOWHERE }
  await expect(makeDemonstration(places, file, (line) => lines.push(line))).rejects.toThrow(
    expect.objectContaining({ rule: 'demo.perch' }),
  )
  expect(lines).toEqual([])
  expect(existsSync(file)).toBe(false)
  expect(readdirSync(programs.folder).filter((name) => name.startsWith('none'))).toEqual([])
})

test('the program refuses a server that others use, in one sentence', async () => {
  const seed = fileURLToPath(new URL('seed.ts', import.meta.url))
  const given = ['https://keyward.example', programs.perch, join(programs.folder, 'never.json')]
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', seed, ...given])
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part))
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(1)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toContain('localhost')
})
