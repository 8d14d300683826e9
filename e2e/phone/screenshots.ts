import { listAccounts } from '@keyward/keyholder/commands'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Phone, PhoneKind } from './phone.ts'
import { type Camera, everyLook, forHelp } from './pictures/camera.ts'
import { movingPicture } from './pictures/moving.ts'
import { takeKit, takeReport, takeShare } from './pictures/more.ts'
import { takePlaces, tellStory } from './pictures/story.ts'
import { goTo, PLACES, type Place, placesOfAccount } from './screens/places.ts'
import { accountsOf } from './steps/vault.ts'
import { makeWorld, type PhoneSetup, type World } from './world.ts'
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

async function openPhone(world: World, setup: PhoneSetup): Promise<Phone> {
  const [phone] = (await world.openPhones([setup])).phones
  if (phone === undefined) throw new Error('A phone was asked for.')
  return phone
}

async function takeEverything(world: World): Promise<void> {
  for (const { platform, kind, who } of STORIES) {
    const camera = everyLook(join(root, 'screenshots/phone', platform))
    const phone = await openPhone(world, { kind, as: who })
    await tellStory(phone, who, camera)
    const narrow = everyLook(join(root, 'screenshots/phone', platform), [320, 390])
    await takePlaces(phone, [...PLACES, ...(await accountPlaces(world, who))], narrow)
    await takeShare(phone, narrow)
    await takeReport(phone, narrow)
    await world.closePages()
  }
  await takeDesktop(world)
  await takeNewWorkspace(world, everyLook(join(root, 'screenshots/phone/ios')))
}

/** The same app in a browser on a desk. */
async function takeDesktop(world: World): Promise<void> {
  const camera = everyLook(join(root, 'screenshots/desktop'), [1280])
  const page = await world.openBrowser()
  await signInWithPassphrase(page, world)
  for (const { name, path } of [...PLACES, ...(await accountPlaces(world, 'olga'))]) {
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

async function accountPlaces(world: World, who: Who): Promise<readonly Place[]> {
  const member = world.people[who]
  await accountsOf(member)
  const [account] = listAccounts(await member.device.desk(), '', 1)
  return placesOfAccount(account?.accountId ?? '')
}

async function takeHelp(world: World): Promise<void> {
  const folder = join(root, 'docs/help/images')
  for (const { platform, kind, who } of STORIES) {
    const camera = forHelp(folder, HELP[platform], MOVING)
    const phone = await openPhone(world, { kind, as: who })
    await tellStory(phone, who, camera)
    if (platform === 'ios') {
      await takeShare(phone, camera)
      await takeReport(phone, camera)
    }
    const moving = await movingPicture(phone.page, camera.stills)
    writeFileSync(join(folder, `walk-through-${platform}.webp`), moving)
    await world.closePages()
  }
  await takeNewWorkspace(world, forHelp(folder, HELP.ios, {}))
}

/** The last of all: on a server with two workspaces, people have to say which one is theirs. */
async function takeNewWorkspace(world: World, camera: Camera): Promise<void> {
  await takeKit(await openPhone(world, { kind: 'ios-face-id' }), camera)
}

const world = await makeWorld()
try {
  await (process.argv.includes('--help-pages') ? takeHelp(world) : takeEverything(world))
  await world.closePages()
} finally {
  await world.close()
}
// The people's devices would go on listening to the server.
process.exit()
