import { ensureChromium } from './setup/chromium.mjs'
import { ensureNode, projectEnv, requireSetupNode } from './setup/node.mjs'
import { ensurePackages } from './setup/packages.mjs'
import { ROOT } from './setup/places.mjs'

/**
 * Makes a fresh clone ready to run: the packages, Node 24 and, for tests, a Chromium. Each step does
 * nothing when there is nothing to do, and then needs no network.
 * @param {{ chromium: boolean }} needs
 * @returns {Promise<{ root: string, node: string, env: NodeJS.ProcessEnv }>} the program to run the
 *   project's sources with, and the environment for it
 */
export async function setUp(needs) {
  requireSetupNode(process.version)
  await ensurePackages(ROOT)
  const node = await ensureNode(ROOT)
  const env = projectEnv(ROOT, node, process.env)
  if (needs.chromium) env['KEYWARD_CHROMIUM'] = await ensureChromium()
  return { root: ROOT, node, env }
}
