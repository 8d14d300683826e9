import { CodecError, decodeBase64url } from '@keyward/codec'
import type { Caller } from '@keyward/webauthn/client'
import { CliError } from './error.ts'
import { remark } from './output.ts'
import type { Terminal } from './terminal.ts'

const REQUEST_LIMIT = 1024 * 1024

/**
 * All of standard input.
 *
 * @param limit the most bytes that are taken
 * @throws {CliError} `cli.stdin-empty`, `cli.stdin-too-large`
 */
export async function readStdin(terminal: Terminal, limit = REQUEST_LIMIT): Promise<Uint8Array> {
  if (terminal.stdinIsTty) remark(terminal, 'Reading JSON from the keyboard; Ctrl-D ends it.')
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of terminal.stdin) {
    length += chunk.length
    if (length > limit) {
      const most = `${limit / 1024 / 1024} MiB`
      throw new CliError('cli.stdin-too-large', `Standard input has more than ${most}.`)
    }
    chunks.push(chunk)
  }
  if (length > 0) return Buffer.concat(chunks, length)
  throw new CliError('cli.stdin-empty', 'Standard input is empty: add < and a file with the JSON.')
}

/** The value that the bytes are the JSON text of. @throws {CliError} `cli.stdin-json` */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    // The parser's own message quotes the input, which may be an export with private keys.
    throw new CliError('cli.stdin-json', 'Standard input is not JSON in UTF-8: give it as it was.')
  }
}

/** What an authenticator is asked: options as the RP wrote them, and who passes them on. */
export interface RequestInput {
  readonly caller: Caller
  readonly options: unknown
}

/**
 * Reads `{"options", "origin"}`, with `"topOrigin"` or `"crossOrigin"` for a frame of another
 * origin; or, for a platform, `{"options", "clientDataHash"}`. Other members are ignored.
 *
 * @throws {CliError} `cli.member`
 */
export function readRequest(value: unknown, readyHash: boolean): RequestInput {
  const members = asObject(value)
  if (members === undefined) throw wrong('Standard input is a JSON object with "options".')
  const { options } = members
  if (asObject(options) === undefined) {
    throw wrong('"options" is missing or no object: give the options that the RP made, as JSON.')
  }
  return { options, caller: readyHash ? readPlatform(members) : readPage(members) }
}

function readPlatform(members: Members): Caller {
  const text = readText(members, 'clientDataHash')
  const clientDataHash = text === undefined ? undefined : decodeOrNothing(text)
  if (clientDataHash?.length === 32) return { kind: 'platform', clientDataHash }
  throw wrong('With --ready-hash, "clientDataHash" is base64url of the 32 bytes to be signed.')
}

function readPage(members: Members): Caller {
  const origin = readText(members, 'origin')
  const topOrigin = readText(members, 'topOrigin')
  const { crossOrigin } = members
  if (origin === undefined) {
    throw wrong('"origin" is missing: name the page that asks, such as "https://perch.example".')
  }
  if (crossOrigin !== undefined && typeof crossOrigin !== 'boolean') {
    throw wrong('"crossOrigin" is true or false.')
  }
  if (crossOrigin === false && topOrigin !== undefined) {
    throw wrong('"topOrigin" is for a frame of another origin: leave it out, or "crossOrigin".')
  }
  if (crossOrigin !== true && topOrigin === undefined) return { kind: 'origin', origin }
  const allowed = { allowedByPolicy: true, userActivation: true }
  const embedding = topOrigin === undefined ? allowed : { ...allowed, topOrigin }
  return { kind: 'origin', origin, embedding }
}

type Members = Readonly<Record<string, unknown>>

function asObject(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : undefined
}

function readText(members: Members, name: string): string | undefined {
  const value = members[name]
  if (value === undefined || typeof value === 'string') return value
  throw wrong(`"${name}" is a text.`)
}

function decodeOrNothing(text: string): Uint8Array | undefined {
  try {
    return decodeBase64url(text)
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  }
}

function wrong(message: string): CliError {
  return new CliError('cli.member', message)
}
