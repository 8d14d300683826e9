import { ROOT } from '@keyward/tools/setup/places'
import { buildApps, buildExtension } from '@keyward/tools/start/build'

/** Builds the apps and the extension, unless they are: two files at once would build over each other. */
export async function setup(): Promise<void> {
  const project = { root: ROOT, node: process.execPath, env: process.env }
  await buildApps(project)
  await buildExtension(project)
}
