import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer-core'
import type { Hosts } from './hosts.ts'

/** Where Firefox is kept, most wanted first. */
const PLACES = [process.env['KEYWARD_FIREFOX'], '/usr/bin/firefox-esr', '/usr/bin/firefox']

/** The id of the extension in its Firefox package. */
const ID = 'keyward@keyward.example'

/** Its address here. Firefox draws one by lot for each person otherwise. */
const UUID = '6b657977-6172-4420-8465-737473000000'

export interface Firefox {
  readonly browser: Browser
  /** Ends Firefox and deletes its profile. */
  close(): Promise<void>
}

/**
 * Starts a headless Firefox with a fresh profile among these hosts.
 * @throws when no Firefox is installed; KEYWARD_FIREFOX names another one
 */
export async function launchFirefox(
  hosts: Pick<Hosts, 'proxy'>,
  extensions: readonly string[] = [],
): Promise<Firefox> {
  const executablePath = PLACES.find((path) => path && existsSync(path))
  if (!executablePath)
    throw new Error('No Firefox found. Install it, or set KEYWARD_FIREFOX to its path.')
  const profile = mkdtempSync(join(tmpdir(), 'keyward-firefox-'))
  const [host, port] = hosts.proxy.split(':')
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    acceptInsecureCerts: true,
    userDataDir: profile,
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
  for (const path of extensions) await browser.installExtension(path)
  return {
    browser,
    async close() {
      await browser.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
