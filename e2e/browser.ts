import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type BrowserContext,
  type BrowserContextOptions,
  type CDPSession,
  type Page,
  chromium,
} from 'playwright-core'

/** Where Chromium is kept, most wanted first. */
const places = [
  process.env['KEYWARD_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

export type BrowserOptions = {
  /** Folders of unpacked extensions. */
  extensions?: string[]
  /** Further command line flags, such as `--host-resolver-rules=…`. */
  flags?: string[]
  colorScheme?: 'light' | 'dark'
  viewport?: { width: number; height: number }
}

export type Browser = {
  context: BrowserContext
  page: Page
  /** Ends Chromium and deletes its profile. */
  close: () => Promise<void>
}

/**
 * Starts a headless Chromium with a fresh profile and one page.
 * @throws when no Chromium is installed; KEYWARD_CHROMIUM names another one
 */
export async function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const flags = [...extensionFlags(options.extensions ?? []), ...(options.flags ?? [])]
  const { context, close } = await launchProfile(flags, looksOf(options))
  return { context, page: context.pages()[0] ?? (await context.newPage()), close }
}

export type VisitOptions = Pick<BrowserOptions, 'colorScheme' | 'viewport'>

export type SharedBrowser = {
  /** A person with a clean profile: nothing of other visits is there. Closing leaves the browser. */
  visit: (options?: VisitOptions) => Promise<Browser>
  /** Ends Chromium. */
  close: () => Promise<void>
}

/**
 * Starts one headless Chromium for many visits: starting one takes seconds, a visit none.
 * @throws as `launchBrowser`
 */
export async function launchSharedBrowser(flags: readonly string[] = []): Promise<SharedBrowser> {
  const { context: first, close } = await launchProfile(flags, {})
  const browser = first.browser()
  if (browser === null) throw new Error('Chromium lends no further profiles.')
  return {
    visit: async (options = {}) => {
      const context = await browser.newContext(looksOf(options))
      const page = await context.newPage()
      return { context, page, close: () => context.close() }
    },
    close,
  }
}

type Looks = Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'reducedMotion'>

function looksOf({ viewport, colorScheme = 'light' }: VisitOptions) {
  return {
    viewport: viewport ?? { width: 1280, height: 800 },
    colorScheme,
    reducedMotion: 'reduce',
  } as const
}

/** Starts Chromium on a profile of its own. Closing deletes it. */
async function launchProfile(flags: readonly string[], looks: Looks) {
  const profile = mkdtempSync(join(tmpdir(), 'keyward-browser-'))
  mkdirSync(join(profile, 'Default'))
  writeFileSync(join(profile, 'Default', 'Preferences'), PREFERENCES)
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: [...baseFlags, ...flags],
    ...looks,
  })
  return {
    context,
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** The Chromium that the tests use. */
function findChromium(): string {
  const found = places.find((path) => path && existsSync(path))
  if (!found) throw new Error('No Chromium found. Install it, or set KEYWARD_CHROMIUM to its path.')
  return found
}

/**
 * Frames of other sites keep data, as in a Chromium that a person starts: playwright turns the
 * partitioning of their storage off, and a fresh profile would then refuse them any.
 */
const PREFERENCES = JSON.stringify({
  profile: { cookie_controls_mode: 0, block_third_party_cookies: false },
})

/** What Playwright turns off by itself: of several such switches Chromium heeds the last one alone. */
const TURNED_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/**
 * The lists of suggestions under the address bar, which nobody opens here: they are pages of their
 * own, and each new profile would load them. That takes as long as all else that it needs.
 */
const SUGGESTIONS = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']

const baseFlags = [
  `--disable-features=${[...TURNED_OFF, ...SUGGESTIONS].join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function extensionFlags(folders: string[]): string[] {
  if (folders.length === 0) return []
  const list = folders.join(',')
  return [`--disable-extensions-except=${list}`, `--load-extension=${list}`]
}

export type VirtualAuthenticator = {
  /** The credentials that it holds, as base64 text of the DevTools protocol. */
  credentials: () => Promise<{ credentialId: string; rpId?: string; signCount: number }[]>
  /** Whether user verification succeeds from now on. */
  setUserVerified: (isUserVerified: boolean) => Promise<void>
  /** Whether it answers requests by itself; without, they wait. */
  setPresence: (enabled: boolean) => Promise<void>
  remove: () => Promise<void>
}

export type AuthenticatorOptions = {
  transport?: 'internal' | 'usb'
  /** Whether its passkeys say that they are synced (BE and BS). */
  synced?: boolean
}

/** Gives a page a passkey provider with user verification and `prf`, on the device by default. */
export async function addVirtualAuthenticator(
  page: Page,
  { transport = 'internal', synced = false }: AuthenticatorOptions = {},
): Promise<VirtualAuthenticator> {
  const devtools: CDPSession = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      defaultBackupEligibility: synced,
      defaultBackupState: synced,
      automaticPresenceSimulation: true,
    },
  })
  return {
    credentials: async () =>
      (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    setUserVerified: async (isUserVerified) => {
      await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    setPresence: async (enabled) => {
      await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    remove: async () => {
      await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
      await devtools.detach()
    },
  }
}
