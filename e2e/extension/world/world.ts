import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { freePort } from '@keyward/tools/start/free-port'
import { runPerch, type TestPerch } from '../../perch.ts'
import { bringIn, createWorkspace, type Person } from '../../server/cases/people.ts'
import { runServer, type TestServer } from '../../server/cases/server.ts'
import { type TemporaryFolder, temporaryFolder } from '../../server/cases/temporary-folder.ts'
import { TEST_CERT, TEST_KEY } from './certificate.ts'
import { type Hosts, openHosts } from './hosts.ts'

/** Owns the workspace, and signs in to the extension. */
export const UMA: Person = {
  name: 'Uma Castellanos',
  address: 'uma@harbour.example',
  passphrase: 'copper meadow uma whistle ribbon anchor',
}
/** Owns nothing, and signs in with what is shared. */
export const GUS: Person = {
  name: 'Gus Pereira',
  address: 'gus@harbour.example',
  passphrase: 'copper meadow gus whistle ribbon anchor',
}

/** Perch's address in these stories. */
export const PERCH = 'https://perch.test'
/** A site that may use Perch's passkeys. */
export const RELATED = 'https://heron.test'

/** A server, Perch on a host with TLS, and two members with a first device each in this process. */
export interface ExtensionWorld {
  readonly hosts: Hosts
  readonly server: TestServer
  readonly uma: Keyholder
  readonly gus: Keyholder
  close(): Promise<void>
}

export async function makeExtensionWorld(): Promise<ExtensionWorld> {
  const folder: TemporaryFolder = temporaryFolder()
  // It says its public address alone, so the port has to be known.
  const port = await freePort(randomInt(20_000, 40_000))
  const [hosts, server, perch] = await Promise.all([
    openHosts(),
    runServer(),
    runSecurePerch(folder, port),
  ])
  hosts.lead(new URL(PERCH).hostname, port)
  const uma = await createWorkspace(server.origin, UMA)
  const gus = await bringIn(uma, GUS, undefined, 'guest')
  return {
    hosts,
    server,
    uma,
    gus,
    async close() {
      await Promise.all([hosts.close(), server.close(), perch.close()])
      folder.remove()
    },
  }
}

function runSecurePerch(folder: TemporaryFolder, port: number): Promise<TestPerch> {
  const [cert, key] = [folder.file('cert.pem'), folder.file('key.pem')]
  writeFileSync(cert, TEST_CERT)
  writeFileSync(key, TEST_KEY)
  return runPerch({
    PERCH_PORT: String(port),
    PERCH_TLS_CERT: cert,
    PERCH_TLS_KEY: key,
    PERCH_RP_ID: new URL(PERCH).hostname,
    PERCH_ORIGIN: PERCH,
    PERCH_RELATED_ORIGINS: RELATED,
  })
}
