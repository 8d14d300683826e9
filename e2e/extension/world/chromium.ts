import { type Browser, launchBrowser } from '../../browser.ts'
import type { Hosts } from './hosts.ts'

/** Chromium among these hosts, with unpacked extensions in this order. */
export function launchChromium(
  hosts: Pick<Hosts, 'proxy'>,
  extensions: readonly string[] = [],
): Promise<Browser> {
  return launchBrowser({
    extensions: [...extensions],
    // Requests of this machine's own names go there by themselves.
    flags: [`--proxy-server=http://${hosts.proxy}`, '--ignore-certificate-errors'],
  })
}
