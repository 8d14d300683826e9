import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import type { TemporaryFolder } from '../../server/cases/temporary-folder.ts'

/** An unpacked extension that is made for a test. */
interface Small {
  readonly name: string
  readonly manifest: object
  readonly files: Readonly<Record<string, string>>
}

/**
 * Overrides both functions in the page's world, as other passkey managers do: counts what it is
 * asked and passes everything on. `window.otherManager` has the counts.
 */
const OVERRIDING: Small = {
  name: 'overriding',
  manifest: {
    content_scripts: [
      {
        matches: ['<all_urls>'],
        js: ['page.js'],
        run_at: 'document_start',
        world: 'MAIN',
        all_frames: true,
        match_about_blank: true,
      },
    ],
  },
  files: {
    'page.js': `
      const { credentials } = navigator
      if (credentials !== undefined) {
        const counts = { create: 0, get: 0 }
        window.otherManager = counts
        for (const verb of ['create', 'get']) {
          const passedOn = credentials[verb].bind(credentials)
          credentials[verb] = async (...given) => {
            counts[verb] += 1
            return passedOn(...given)
          }
        }
      }
    `,
  },
}

/** Attaches the proxy at its start, keeps it, and declines everything. */
const HOLDING: Small = {
  name: 'holding',
  manifest: {
    permissions: ['webAuthenticationProxy'],
    background: { service_worker: 'background.js' },
  },
  files: {
    'background.js': `
      const proxy = chrome.webAuthenticationProxy
      globalThis.asked = 0
      const error = { name: 'NotAllowedError', message: 'held' }
      proxy.onCreateRequest.addListener(({ requestId }) => {
        asked += 1
        proxy.completeCreateRequest({ requestId, error })
      })
      proxy.onGetRequest.addListener(({ requestId }) => {
        asked += 1
        proxy.completeGetRequest({ requestId, error })
      })
      proxy.onIsUvpaaRequest.addListener(({ requestId }) =>
        proxy.completeIsUvpaaRequest({ requestId, isUvpaa: false }))
      proxy.attach()
    `,
  },
}

/** Writes the extension that overrides. @returns its folder */
export const overridingExtension = (folder: TemporaryFolder) => write(folder, OVERRIDING)

/** Writes the extension that holds the proxy. @returns its folder */
export const holdingExtension = (folder: TemporaryFolder) => write(folder, HOLDING)

/** Writes an extension whose worker is this module, with Chromium's proxy. @returns its folder */
export async function workerExtension(
  folder: TemporaryFolder,
  name: string,
  entry: string,
): Promise<string> {
  const build = await rolldown({ input: entry, platform: 'browser' })
  const { output } = await build.generate({ format: 'iife', codeSplitting: false })
  await build.close()
  return write(folder, {
    name,
    manifest: HOLDING.manifest,
    files: { 'background.js': output[0].code },
  })
}

function write(folder: TemporaryFolder, { name, manifest, files }: Small): string {
  const path = folder.file(name)
  mkdirSync(path)
  const whole = { manifest_version: 3, name, version: '1', ...manifest }
  for (const [file, content] of Object.entries({
    'manifest.json': JSON.stringify(whole),
    ...files,
  }))
    writeFileSync(join(path, file), content)
  return path
}
