import { listAccounts, listCollections } from '@keyward/keyholder/commands'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { PhoneKind } from './phone.ts'
import { everyLook, forHelp } from './pictures/camera.ts'
import { movingPicture } from './pictures/moving.ts'
import { takeNewWorkspace, takeOverlays, takeReport, takeShare } from './pictures/more.ts'
import { takePlaces, tellStory } from './pictures/story.ts'
import { type Chosen, goTo, PLACES, placesOf } from './screens/places.ts'
import { accountsOf } from './steps/vault.ts'
import { memberIdOf } from '../server/cases/people.ts'
import { makeWorld, type World } from './world.ts'
import { furnish } from './world/furnish.ts'
import type { Who } from './world/people.ts'

/**
 * Pictures of every screen, into `screenshots/`: `node e2e/phone/screenshots.ts`. With `--help-pages`
 * only those that the help shows, and a moving one for each platform, into `docs/help/images/`.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))

const STORIES = [
  { platform: 'ios', kind: 'ios-face-id', who: 'olga' },
  { platform: 'android', kind: 'android-fingerprint', who: 'sam' },
] as const satisfies readonly { platform: string; kind: PhoneKind; who: Who }[]

/** The pictures of the help, by what is shown. */
const HELP = {
  ios: {
    'system-autofill': 'allow-autofill-ios.png',
    'turn-on': 'biometrics-login.png',
    'create-passkey': 'create-passkey-ios.png',
    'create-account': 'create-account.png',
    'sign-in-menu': 'sign-in-ios.png',
    choose: 'choose-account.png',
    'recovery-kit': 'recovery-kit.png',
    share: 'share.png',
    report: 'report-an-app.png',
  },
  android: {
    'system-autofill': 'allow-autofill-android.png',
    'create-passkey': 'create-passkey-android.png',
    'sign-in-menu': 'sign-in-android.png',
  },
} as const

/** What the moving pictures have, and for how many milliseconds. */
const MOVING = {
  'perch-signed-in': 1500,
  menu: 1800,
  'turn-on': 2000,
  prompt: 1200,
  'create-passkey-first': 1800,
  'create-account': 2200,
  saved: 1800,
  'saved-perch': 1500,
  'sign-in-menu': 1800,
  'signed-in': 2500,
}

async function takeEverything(world: World): Promise<void> {
  for (const { platform, kind, who } of STORIES) {
    const camera = everyLook(join(root, 'screenshots/phone', platform))
    const phone = await world.openPhone({ kind, as: who })
    await tellStory(phone, who, camera)
    const narrow = everyLook(join(root, 'screenshots/phone', platform), [320, 390])
    const one = await chosen(world, who)
    await takePlaces(phone, [...PLACES, ...placesOf(one)], narrow)
    await takeOverlays(phone, one, narrow)
    await world.closePages()
  }
  await takeDesktop(world)
  // The last of all: on a server with two workspaces, people have to say which one is theirs.
  const fresh = await world.openPhone({ kind: 'ios-face-id' })
  await takeNewWorkspace(fresh, everyLook(join(root, 'screenshots/phone/ios')))
}

/** The same app in a browser on a desk. */
async function takeDesktop(world: World): Promise<void> {
  const camera = everyLook(join(root, 'screenshots/desktop'), [1280])
  const page = await world.openBrowser()
  await signInWithPassphrase(page, world)
  const one = await chosen(world, 'olga')
  for (const { name, path } of [...PLACES, ...placesOf(one)]) {
    await goTo(page.mainFrame(), path)
    await camera.take(page, name)
  }
}

async function signInWithPassphrase(page: Page, world: World): Promise<void> {
  const { olga } = world.people
  await page.goto(`${world.origins.keyward}/sign-in`)
  await page.getByLabel('Address').fill(olga.address)
  // The way to sign in has the same name as its field, and comes before it.
  await page.getByLabel('Passphrase', { exact: true }).last().fill(olga.passphrase)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Accounts' }).waitFor()
}

/** An account with something in every field, and a collection, where there are any; a member who is not oneself. */
async function chosen(world: World, who: Who): Promise<Chosen> {
  const member = world.people[who]
  await accountsOf(member)
  const desk = await member.device.desk()
  const [account] = [...listAccounts(desk, 'Paper', 1), ...listAccounts(desk, 'Nimbus', 1)]
  if (account === undefined) throw new Error('There is no account to show.')
  const { accountId } = account
  const [collection] = await listCollections(desk)
  const memberId = memberIdOf(world.people.uma.device)
  return { accountId, memberId, collectionId: collection?.collectionId }
}

async function takeHelp(world: World): Promise<void> {
  const folder = join(root, 'docs/help/images')
  for (const { platform, kind, who } of STORIES) {
    const camera = forHelp(folder, HELP[platform], MOVING)
    const phone = await world.openPhone({ kind, as: who })
    await tellStory(phone, who, camera)
    if (platform === 'ios') {
      await takeShare(phone, camera)
      await takeReport(phone, camera)
    }
    const moving = await movingPicture(phone.page, camera.stills)
    writeFileSync(join(folder, `walk-through-${platform}.webp`), moving)
    await world.closePages()
  }
  const fresh = await world.openPhone({ kind: 'ios-face-id' })
  await takeNewWorkspace(fresh, forHelp(folder, HELP.ios, {}))
}

const world = await makeWorld()
try {
  if (process.argv.includes('--help-pages')) await takeHelp(world)
  else {
    await furnish(world)
    await takeEverything(world)
  }
  await world.closePages()
} finally {
  await world.close()
}
// The people's devices would go on listening to the server.
process.exit()
