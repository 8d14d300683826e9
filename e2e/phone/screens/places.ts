import type { Frame } from 'playwright-core'
import type { Phone } from '../phone.ts'

/** A screen of the app, by its address. */
export interface Place {
  /** For pictures and messages. */
  readonly name: string
  readonly path: string
}

const SETTINGS = [
  'auto-fill',
  'biometrics',
  'lock',
  'appearance',
  'devices',
  'recovery',
  'passkeys',
  'policies',
  'import',
  'export',
  'about',
]

const HELP = [
  'create-a-passkey',
  'sign-in-with-a-passkey',
  'allow-autofill',
  'biometrics-login',
  'sharing',
  'recovery',
  'when-an-app-does-not-work',
]

/** Every screen of an unlocked member. Add new screens here. */
export const PLACES: readonly Place[] = [
  { name: 'accounts', path: '/accounts' },
  { name: 'new-account', path: '/accounts/new' },
  { name: 'deleted-accounts', path: '/accounts/deleted' },
  { name: 'activity', path: '/activity' },
  { name: 'members', path: '/members' },
  { name: 'invite', path: '/members/invite' },
  { name: 'settings', path: '/settings' },
  ...SETTINGS.map((page) => ({ name: `settings-${page}`, path: `/settings/${page}` })),
  { name: 'approve', path: '/approve' },
  { name: 'directory', path: '/directory' },
  ...HELP.map((page) => ({ name: `help-${page}`, path: `/help/${page}` })),
  { name: 'not-found', path: '/nothing-here' },
]

/** The first account of the list, and the screen that edits it. */
export function placesOfAccount(accountId: string): readonly Place[] {
  return [
    { name: 'account', path: `/accounts/${accountId}` },
    { name: 'edit-account', path: `/accounts/${accountId}/edit` },
  ]
}

/** Keyward's app on a phone, as a frame that scripts can be run in. */
export async function appFrame({ system }: Phone): Promise<Frame> {
  return frameOf(system, 'Keyward')
}

/** The sheet that is open. */
export async function sheetFrame({ system }: Phone): Promise<Frame> {
  return frameOf(system, 'Keyward sheet')
}

async function frameOf(system: Phone['system'], title: string): Promise<Frame> {
  const element = await system.locator(`iframe[title="${title}"]`).elementHandle()
  const frame = await element?.contentFrame()
  if (!frame) throw new Error(`There is no frame "${title}".`)
  return frame
}

/** Goes to a screen without loading the page again, which would lock it. */
export async function goTo(frame: Frame, path: string): Promise<void> {
  await frame.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  try {
    await settled(frame)
  } catch (cause) {
    throw new Error(`The screen at ${path} has no title, or never ends to load.`, { cause })
  }
}

/** Waits for a title, the end of loading, and the end of changes of colour. */
export async function settled(frame: Frame): Promise<void> {
  await frame.getByRole('heading', { level: 1 }).first().waitFor()
  await frame.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
  await unmoving(frame)
}

/** Waits for a theme that was just chosen: a frame hears of it later than its page. */
export async function coloured(frame: Frame, theme: 'light' | 'dark'): Promise<void> {
  await frame.waitForFunction(
    (wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
    theme,
  )
  await unmoving(frame)
}

/** Colours change in steps; between them no contrast can be told. */
async function unmoving(frame: Frame): Promise<void> {
  await frame.evaluate(async () => {
    // The first frame computes the new styles, and with them the changes to wait for.
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame)
    // What turns as long as it is shown never ends.
    const changes = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(changes.map(({ finished }) => finished))
  })
}
