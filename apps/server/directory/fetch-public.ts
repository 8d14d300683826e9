import { lookup as resolveName, type LookupAddress, type LookupAllOptions } from 'node:dns'
import { request, type RequestOptions } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export interface FetchLimits {
  readonly bytes: number
  /** For everything together, in milliseconds. */
  readonly time: number
}

/**
 * The text of a JSON file at a public site, asked for over https without anything that tells who
 * asks. undefined where there is none in time: another status, another type, a redirect, a file that
 * is too large, or a name that leads to no public address. Never throws.
 */
export type FetchPublic = (url: string, limits: FetchLimits) => Promise<string | undefined>

type Resolve = (
  name: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

/**
 * Looks a name up, and gives its addresses if all are public: what was looked at is what is connected
 * to. One that is not public among them may be meant for this network, so then there are none.
 */
export function publicLookup(resolve: Resolve = resolveName): LookupFunction {
  return (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      const [first] = error === null ? addresses : []
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
        return done(error ?? new Error('The name leads to no public address.'), '', 4)
      if (options.all === true) return done(null, addresses)
      return done(null, first.address, first.family)
    })
  }
}

/** Over the machine's own network. @param options other ones of the connection, for tests */
export function makeFetchPublic(options: RequestOptions = {}): FetchPublic {
  return (address, limits) =>
    new Promise((resolve) => {
      const url = URL.canParse(address) ? new URL(address) : undefined
      if (url === undefined || !isPublicUrl(url)) return resolve(undefined)
      const asked = request(url, {
        lookup: publicLookup(),
        agent: false,
        signal: AbortSignal.timeout(limits.time),
        headers: { Accept: 'application/json', 'User-Agent': 'Keyward' },
        ...options,
      })
      const fail = (): void => {
        resolve(undefined)
        asked.destroy()
      }
      asked.on('error', fail)
      asked.on('response', (response) => {
        const type = response.headers['content-type'] ?? ''
        if (response.statusCode !== 200 || !/^application\/json\b/i.test(type)) return fail()
        const parts: Buffer[] = []
        let size = 0
        response.on('error', fail)
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size > limits.bytes) fail()
          else parts.push(part)
        })
        response.on('end', () => resolve(Buffer.concat(parts).toString('utf8')))
      })
      asked.end()
    })
}

/** https at a name of the public network, at its usual port, with no user in it. */
export function isPublicUrl(url: URL): boolean {
  const { protocol, hostname, port, username, password } = url
  const isName = hostname.includes('.') && isIP(hostname) === 0 && !hostname.startsWith('[')
  const isBare = port === '' && username === '' && password === ''
  return protocol === 'https:' && isName && isBare && !PRIVATE_NAME.test(hostname)
}

const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa|lan|intranet)\.?$/
