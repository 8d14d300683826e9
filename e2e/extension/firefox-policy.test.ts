import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../server/cases/temporary-folder.ts'
import { shows } from './steps/firefox.ts'
import { type Firefox, launchFirefox } from './world/firefox.ts'
import { type Hosts, openHosts } from './world/hosts.ts'
import { packageOf } from './world/packages.ts'

const ID = 'keyward@keyward.example'
const POLICY = { serverUrl: 'https://keyward.acme.example', passkeys: 'off' }

let folder: TemporaryFolder
let hosts: Hosts
let firefox: Firefox

beforeAll(async () => {
  folder = temporaryFolder()
  hosts = await openHosts()
  const home = process.env['HOME']
  process.env['HOME'] = homeWithPolicy()
  firefox = await launchFirefox(hosts, [await packageOf('firefox')])
  process.env['HOME'] = home
}, 120_000)
afterAll(async () => {
  await firefox?.close()
  await hosts?.close()
  folder?.remove()
})

/** A home folder of its own: Firefox reads managed storage there, as organisations write it. */
function homeWithPolicy(): string {
  const home = folder.file('home')
  const place = join(home, '.mozilla/managed-storage')
  mkdirSync(place, { recursive: true })
  const manifest = { name: ID, description: 'Policy', type: 'storage', data: POLICY }
  writeFileSync(join(place, `${ID}.json`), JSON.stringify(manifest))
  return home
}

test('[C53] Firefox goes by the organisation’s policy as well', async () => {
  const app = await firefox.openExtensionPage('app/index.html')
  await shows(app, 'At keyward.acme.example')
  expect(await app.evaluate(`chrome.storage.managed.get(null)`)).toEqual(POLICY)
  // What the background decides by.
  const read = `chrome.storage.local.get('keyward.policy').then((kept) => kept['keyward.policy'])`
  await expect.poll(() => app.evaluate(read), { timeout: 10_000 }).toEqual(POLICY)
})
