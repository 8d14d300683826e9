import type { Frame } from 'playwright-core'
import type { Phone } from '../phone.ts'

/** A screen of the app, by its address. */
export interface Place {
  /** For pictures and messages. */
  readonly name: string
  readonly path: string
  /** What the screen shows of a workspace that has been used for a while: see ../world/furnish.ts. */
  readonly shows?: string
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
  'webhooks',
  'support',
  'import',
  'export',
  'about',
]

const HELP = [
  'index',
  'create-a-passkey',
  'sign-in-with-a-passkey',
  'in-your-browser',
  'allow-autofill',
  'biometrics-login',
  'sharing',
  'collections',
  'recovery',
  'when-an-app-does-not-work',
]

/** Every screen of an unlocked member. Add new screens here. */
export const PLACES: readonly Place[] = [
  { name: 'accounts', path: '/accounts' },
  { name: 'new-account', path: '/accounts/new' },
  { name: 'deleted-accounts', path: '/accounts/deleted', shows: 'Lark Mail' },
  { name: 'collections', path: '/accounts/collections', shows: 'Front desk' },
  { name: 'activity', path: '/activity', shows: 'Olga Lindqvist' },
  { name: 'approvals', path: '/approvals' },
  { name: 'members', path: '/members', shows: 'Uma Castellanos' },
  { name: 'invite', path: '/members/invite' },
  { name: 'settings', path: '/settings' },
  ...SETTINGS.map((page) => ({ name: `settings-${page}`, path: `/settings/${page}` })),
  { name: 'approve', path: '/approve' },
  { name: 'directory', path: '/directory', shows: 'Adobe' },
  { name: 'report', path: '/directory/report' },
  { name: 'reports', path: '/directory/reports', shows: 'Heron' },
  { name: 'help', path: '/help' },
  ...HELP.map((page) => ({ name: `help-${page}`, path: `/help/${page}` })),
  { name: 'not-found', path: '/nothing-here' },
]

/** What the screens of one thing are of. */
export interface Chosen {
  readonly accountId: string
  /** A member who is not oneself. */
  readonly memberId: string
  /** undefined where there is none. */
  readonly collectionId: string | undefined
}

/** The screens of one account, one member and one collection. */
export function placesOf({ accountId, memberId, collectionId }: Chosen): readonly Place[] {
  const collection =
    collectionId === undefined
      ? []
      : [{ name: 'collection', path: `/accounts/collections/${collectionId}`, shows: 'Paper' }]
  return [
    ...collection,
    { name: 'account', path: `/accounts/${accountId}` },
    { name: 'edit-account', path: `/accounts/${accountId}/edit` },
    { name: 'member', path: `/members/${memberId}` },
  ]
}

/** Keyward's app on a phone, as a frame that scripts can be run in. */
export async function appFrame({ system }: Phone): Promise<Frame> {
  return frameOf(system, 'Keyward')
}

/** The same, once its screen has settled. */
export async function settledApp(phone: Phone): Promise<Frame> {
  const frame = await appFrame(phone)
  await settled(frame)
  return frame
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
  // The first frames show what was there before, or what stands for a screen until it has come.
  await unmoving(frame)
  await frame.waitForFunction(() => document.querySelector('[data-loading]') === null)
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
