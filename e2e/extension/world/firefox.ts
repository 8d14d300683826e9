import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { pageAt } from './firefox-pages.ts'
import { codeRunner } from './firefox-window.ts'
import type { Hosts } from './hosts.ts'

/** Where Firefox is kept, most wanted first. */
const PLACES = [process.env['KEYWARD_FIREFOX'], '/usr/bin/firefox-esr', '/usr/bin/firefox']

/** The id of the extension in its Firefox package. */
const ID = 'keyward@keyward.example'

/** Its address here. Firefox draws one by lot for each person otherwise. */
const UUID = '6b657977-6172-4420-8465-737473000000'

export interface FirefoxAuthenticator {
  /** How many passkeys it holds. */
  credentials(): Promise<number>
}

export interface Firefox {
  readonly browser: Browser
  /** Installs a package, which may be a zip as stores have it or a folder. */
  install(path: string): Promise<void>
  /** A new tab with a page of the extension, whose address is given without its origin. */
  openExtensionPage(path: string): Promise<Page>
  /** Stops the background of the extension, as Firefox does when it is idle. */
  stopBackground(): Promise<void>
  /** Has Firefox itself answer the requests that reach it, with passkeys that it then holds. */
  addAuthenticator(): Promise<FirefoxAuthenticator>
  /** Ends Firefox and deletes its profile. */
  close(): Promise<void>
}

/**
 * Starts a headless Firefox with a fresh profile among these hosts.
 * @throws when no Firefox is installed; KEYWARD_FIREFOX names another one
 */
export async function launchFirefox(
  hosts: Pick<Hosts, 'proxy'>,
  packages: readonly string[] = [],
): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'keyward-firefox-'))
  const browser = await start(hosts, profile)
  const run = codeRunner(browser)
  const install = async (path: string): Promise<void> => {
    await browser.installExtension(path)
  }
  for (const path of packages) await install(path)
  return {
    browser,
    install,
    async openExtensionPage(path) {
      const url = JSON.stringify(`moz-extension://${UUID}/${path}`)
      await run(`gBrowser.selectedTab = gBrowser.addTrustedTab(${url}); 0`)
      return pageAt(browser, path)
    },
    async stopBackground() {
      // An event of this very moment keeps it, and one of the next starts it again.
      const wasStopped = await run(`(async () => {
        const { extension } = WebExtensionPolicy.getByID('${ID}')
        let wasStopped = extension.backgroundState === 'stopped'
        extension.once('shutdown-background-script', () => (wasStopped = true))
        for (let attempt = 0; attempt < 20 && !wasStopped; attempt += 1) {
          await extension.terminateBackground()
          if (!wasStopped) await new Promise((resolve) => setTimeout(resolve, 100))
        }
        return wasStopped
      })()`)
      if (wasStopped !== true) throw new Error('Firefox keeps the background running.')
    },
    async addAuthenticator() {
      // Firefox asks authenticators of its own only instead of keys that somebody plugs in.
      await run(`Services.prefs.setBoolPref('security.webauth.webauthn_enable_softtoken', true)
        Services.prefs.setBoolPref('security.webauth.webauthn_enable_usbtoken', false)`)
      const service = `Cc['@mozilla.org/webauthn/service;1'].getService(Ci.nsIWebAuthnService)`
      const id = await run(
        `${service}.addVirtualAuthenticator('ctap2_1', 'internal', true, true, true, true)`,
      )
      return {
        credentials: async () =>
          Number(await run(`${service}.getCredentials(${JSON.stringify(id)}).length`)),
      }
    },
    async close() {
      await browser.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

function start({ proxy }: Pick<Hosts, 'proxy'>, profile: string): Promise<Browser> {
  const executablePath = PLACES.find((path) => path && existsSync(path))
  if (!executablePath)
    throw new Error('No Firefox found. Install it, or set KEYWARD_FIREFOX to its path.')
  const [host, port] = proxy.split(':')
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    acceptInsecureCerts: true,
    userDataDir: profile,
    // The browser's own window is driven as well.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
      'network.proxy.type': 1,
      'network.proxy.ssl': host,
      'network.proxy.ssl_port': Number(port),
      'network.proxy.http': host,
      'network.proxy.http_port': Number(port),
      // The certificate of these hosts is nobody's.
      'security.webauthn.allow_with_certificate_override': true,
    },
  })
}
