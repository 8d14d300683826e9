import { ensureBrowsers } from './setup/browsers.mjs'
import { ensureNode, projectEnv, requireSetupNode } from './setup/node.mjs'
import { ensurePackages } from './setup/packages.mjs'
import { ROOT } from './setup/places.mjs'

/**
 * Makes a fresh clone ready to run: the packages, Node 24 and the browsers that are needed. Each step does
 * nothing when there is nothing to do, and then needs no network.
 * @param {{ browsers: Parameters<typeof ensureBrowsers>[0] }} needs
 * @returns {Promise<{ root: string, node: string, env: NodeJS.ProcessEnv }>} the program to run the
 *   project's sources with, and the environment for it
 */
export async function setUp(needs) {
  requireSetupNode(process.version)
  await ensurePackages(ROOT)
  const node = await ensureNode(ROOT)
  const env = projectEnv(ROOT, node, process.env)
  const places = await ensureBrowsers(needs.browsers)
  return { root: ROOT, node, env: { ...env, ...places } }
}
