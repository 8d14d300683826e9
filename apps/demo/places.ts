import { DemoError } from './error.ts'

/** The programs that the demonstration works with, by origin. */
export interface Places {
  readonly keyward: string
  readonly perch: string
}

/**
 * Reads both origins. People who are made up, with passphrases in a file, belong on no server that
 * others use: each has to be on this machine's own name or address.
 *
 * @throws {DemoError} `demo.arguments` for what is no origin, `demo.not-local`
 */
export function readPlaces(keyward: string | undefined, perch: string | undefined): Places {
  return { keyward: localOrigin('Keyward', keyward), perch: localOrigin('Perch', perch) }
}

function localOrigin(name: string, text: string | undefined): string {
  const url = text === undefined ? null : URL.parse(text)
  if (url === null || url.protocol !== 'http:' || url.origin !== text)
    throw new DemoError(
      'demo.arguments',
      `Give the origin of ${name}, such as http://localhost:8700.`,
    )
  if (isLoopback(url.hostname)) return url.origin
  throw new DemoError(
    'demo.not-local',
    `The demonstration is made on this machine alone, never on a server that others use: ${url.origin} is not on localhost.`,
  )
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  )
}
