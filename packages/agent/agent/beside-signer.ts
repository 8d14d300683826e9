import { existsSync } from 'node:fs'
import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { AgentError } from '../error.ts'

/** What can be told about the machine that an agent runs on. */
export interface Host {
  /** Whether the file is there. */
  readonly exists: (path: string) => boolean
  /** The addresses of this machine. */
  readonly addresses: () => readonly string[]
  /** The addresses of a name; rejects when there are none. */
  readonly lookUp: (name: string) => Promise<readonly string[]>
  readonly env: Readonly<Record<string, string | undefined>>
}

export function thisHost(): Host {
  return {
    exists: existsSync,
    addresses: () =>
      Object.values(networkInterfaces()).flatMap((all) =>
        (all ?? []).map(({ address }) => address),
      ),
    lookUp: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
    env: process.env,
  }
}

/** Where a server keeps its signer, below its folder for data. */
const SIGNER = join('signer', 'signer.sqlite')

/**
 * Refuses to run where the signer runs: whoever reads the halves of both has the keys. It is told by
 * the signer's file near the agent's folder or where the environment names it, and by the server's
 * address being one of this machine's. A machine that hides this can't be told.
 *
 * @throws {AgentError} `agent.beside-signer`
 */
export async function refuseBesideSigner(
  host: Host,
  folder: string,
  origin: string,
): Promise<void> {
  const file = signerFiles(host, folder).find((path) => host.exists(path))
  if (file !== undefined) throw beside(`its file is ${file}`)
  const name = new URL(origin).hostname.replace(/^\[(.*)\]$/, '$1')
  if (await isHere(host, name)) throw beside(`${name} is this machine`)
}

function signerFiles({ env }: Host, folder: string): string[] {
  const data = env['KEYWARD_DATA']
  const signer = env['KEYWARD_SIGNER']
  return [
    ...above(resolve(folder)).map((at) => join(at, SIGNER)),
    ...(data ? [join(resolve(data), SIGNER)] : []),
    ...(signer ? [resolve(signer)] : []),
  ]
}

/** The folder and all that it lies in. */
function above(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...above(parent)]
}

async function isHere(host: Host, name: string): Promise<boolean> {
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  // Offline, the server can't be asked either.
  const found = await host.lookUp(name).catch(() => [])
  const own = new Set(host.addresses())
  return found.some((address) => own.has(address) || isLoopback(address))
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address)
}

function beside(why: string): AgentError {
  return new AgentError(
    'agent.beside-signer',
    `An agent does not run on the machine of the server's signer (${why}): whoever reads both has the keys. Move the agent; or, to try things out, say besideSigner (--beside-signer on the command line).`,
  )
}
