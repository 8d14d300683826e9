import { CodecError, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { LogError } from '../error.ts'
import { type EntryLine, readJsonLine } from '../json-line.ts'
import { isoTime } from '../readable.ts'
import { encodeSignedHead, parseSignedHead, type SignedHead } from '../signed-head.ts'

const FORMAT = 'keyward/activity-export/v1'

/** No line but that of a membership entry gets longer. */
const MAX_LINE_LENGTH = 200_000

/** The first line: what the file holds. */
export interface FileHeader {
  readonly workspaceId: string
  /** Every entry from the first to the head; otherwise some, each with a proof that it is there. */
  readonly isWhole: boolean
  /** How many entries of the membership chain follow the head. */
  readonly membership: number
}

/** The second line: what the server answered for, and the key by which. */
export interface FileHead {
  readonly head: SignedHead
  /** 32 bytes. */
  readonly logKey: Uint8Array
}

export type FileLine =
  | { readonly kind: 'header'; readonly header: FileHeader }
  | { readonly kind: 'head'; readonly signed: FileHead }
  | { readonly kind: 'membership'; readonly entry: Uint8Array }
  | ({ readonly kind: 'entry' } & EntryLine)
  | { readonly kind: 'inclusion'; readonly proof: readonly Uint8Array[] }
  | { readonly kind: 'end'; readonly entries: number }

export function headerLine({ workspaceId, isWhole, membership }: FileHeader): string {
  return JSON.stringify({ format: FORMAT, workspaceId, isWhole, membership })
}

export function headLine({ head, logKey }: FileHead): string {
  return JSON.stringify({
    head: encodeBase64url(encodeSignedHead(head)),
    sequence: head.sequence,
    time: isoTime(head.time),
    hash: encodeBase64url(head.hash),
    root: encodeBase64url(head.root),
    logKey: encodeBase64url(logKey),
  })
}

/** An entry of the membership chain: it tells the keys of devices. */
export function membershipLine(entry: Uint8Array): string {
  return JSON.stringify({ membership: encodeBase64url(entry) })
}

/** The proof that the entry before is in the tree of the head. */
export function inclusionLine(proof: readonly Uint8Array[]): string {
  return JSON.stringify({ inclusion: proof.map(encodeBase64url) })
}

/** The last line. @param entries how many entries of the log the file holds */
export function endLine(entries: number): string {
  return JSON.stringify({ end: entries })
}

/**
 * Reads a line of an export. It has to be the very one that belongs to what it says, so that no byte
 * of it can be another.
 *
 * @throws {LogError} `log.json-line`; as `parseActivity` and `parseSignedHead`
 */
export function parseFileLine(line: string): FileLine {
  if (line.startsWith('{"workspaceId":')) return { kind: 'entry', ...readJsonLine(line) }
  const members = membersOf(line)
  const parsed = parseMembers(members)
  if (parsed === undefined || lineOf(parsed) !== line) throw foreign()
  return parsed
}

type Plain = Exclude<FileLine, { readonly kind: 'entry' }>

function parseMembers(members: Readonly<Record<string, unknown>>): Plain | undefined {
  const { format, workspaceId, isWhole, membership, head, logKey, inclusion, end } = members
  if (format !== undefined) {
    if (typeof workspaceId !== 'string' || typeof isWhole !== 'boolean') return undefined
    if (!isCount(membership)) return undefined
    return { kind: 'header', header: { workspaceId, isWhole, membership } }
  }
  if (head !== undefined) {
    const signed = { head: parseSignedHead(bytesOf(head)), logKey: bytesOf(logKey) }
    return { kind: 'head', signed }
  }
  if (membership !== undefined) return { kind: 'membership', entry: bytesOf(membership) }
  if (Array.isArray(inclusion)) return { kind: 'inclusion', proof: inclusion.map(bytesOf) }
  return isCount(end) ? { kind: 'end', entries: end } : undefined
}

function lineOf(line: Plain): string {
  switch (line.kind) {
    case 'header':
      return headerLine(line.header)
    case 'head':
      return headLine(line.signed)
    case 'membership':
      return membershipLine(line.entry)
    case 'inclusion':
      return inclusionLine(line.proof)
    case 'end':
      return endLine(line.entries)
  }
}

function membersOf(line: string): Readonly<Record<string, unknown>> {
  if (line.length > MAX_LINE_LENGTH) throw foreign()
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw foreign()
}

function bytesOf(value: unknown): Uint8Array {
  try {
    if (typeof value === 'string') return decodeBase64url(value)
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
  }
  throw foreign()
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function foreign(): LogError {
  return new LogError('log.json-line', 'This is no line of an exported activity log.')
}
