import { equalBytes } from '@keyward/codec'
import { LogError } from '../error.ts'
import { type ActivityHead, genesisHead } from '../head.ts'
import { isHeadSignedBy, type SignedHead } from '../signed-head.ts'
import { leafHash } from '../tree/hash.ts'
import { addLeaf, NO_PEAKS, type Peaks, rootOf } from '../tree/peaks.ts'
import { isIncluded } from '../tree/verify-proof.ts'
import { type DeviceKeys, followedBy, otherWorkspace, Statements } from '../verify.ts'
import { type FileHead, type FileHeader, type FileLine, parseFileLine } from './lines.ts'
import { at, Signatures } from './signatures.ts'

/** Folds the membership chain of a file, entry by entry. */
export interface MembershipFold {
  /** @throws {LogError} `log.file` for an entry that does not follow */
  take(entry: Uint8Array): void
  /** The keys of the devices that the entries taken so far have ever named. */
  readonly devices: DeviceKeys
}

/** What a file is held against. */
export interface FileCheck {
  /** @throws {LogError} `log.workspace` when it is not the one that is looked for */
  readonly membership: (workspaceId: string) => MembershipFold
  /** Ends of this workspace's log that were seen before; their signatures are known to be good. */
  readonly earlier?: (workspaceId: string) => readonly SignedHead[]
  /** Told how many entries were read, now and then. */
  readonly told?: (entries: number) => void
}

/**
 * How a log stands to an end of it that was seen before: it has it (`covered`), ends before it and
 * is of an earlier time (`older`), or is a part that can't tell (`unknown`).
 */
export type EarlierSeen = 'covered' | 'older' | 'unknown'

export interface VerifiedFile extends FileHead {
  readonly workspaceId: string
  readonly isWhole: boolean
  /** How many of the log's entries the file holds. */
  readonly entries: number
  /** For each earlier head, in their order. */
  readonly earlier: readonly EarlierSeen[]
}

/**
 * Verifies an exported log, without anything but the file: that its entries are one unbroken chain
 * from the first, or are proven to be in the tree one by one; that every statement in it was signed
 * by a device that the membership chain in the file names; that root and end are those that the
 * server signed; and that it has every earlier end word for word.
 *
 * @throws {LogError} with the rule that refused, and the line
 */
export async function verifyFile(lines: Iterable<string>, check: FileCheck): Promise<VerifiedFile> {
  const signatures = new Signatures()
  const reading = new Reading(check, signatures)
  let number = 0
  try {
    for (const line of lines) {
      number += 1
      reading.take(parseFileLine(line), number)
      if (!signatures.isFull) continue
      await signatures.makeRoom()
      check.told?.(reading.entries)
    }
    number += 1
    reading.checkEnd()
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    // What is wrong in a line before comes first.
    await signatures.settle()
    throw at(number, error)
  }
  await signatures.settle()
  return reading.result()
}

class Reading {
  entries = 0
  readonly #check: FileCheck
  readonly #signatures: Signatures
  #header: FileHeader | undefined
  #signed: FileHead | undefined
  #earlier: readonly SignedHead[] = []
  #fold: MembershipFold | undefined
  #statements = new Statements(() => undefined)
  #members = 0
  #last: ActivityHead | undefined
  #peaks: Peaks = NO_PEAKS
  /** The entry whose proof has to come next. */
  #unproven: { readonly index: number; readonly hash: Uint8Array } | undefined
  #isEnded = false

  constructor(check: FileCheck, signatures: Signatures) {
    this.#check = check
    this.#signatures = signatures
  }

  /** @throws {LogError} */
  take(line: FileLine, number: number): void {
    if (this.#isEnded) throw misplaced('Nothing may follow the last line.')
    if (this.#unproven !== undefined && line.kind !== 'inclusion') {
      throw misplaced('The proof of the entry before is missing.')
    }
    switch (line.kind) {
      case 'header':
        return this.#takeHeader(line.header, number)
      case 'head':
        return this.#takeHead(line.signed)
      case 'membership':
        return this.#takeMembership(line.entry)
      case 'entry':
        return this.#takeEntry(line, number)
      case 'inclusion':
        return this.#takeInclusion(line.proof)
      case 'end':
        return this.#takeEnd(line.entries)
    }
  }

  #takeHeader(header: FileHeader, number: number): void {
    if (number !== 1) throw misplaced('This line stands at the beginning of a file alone.')
    this.#last = genesisHead(header.workspaceId)
    this.#fold = this.#check.membership(header.workspaceId)
    this.#statements = new Statements(this.#fold.devices)
    this.#earlier = this.#check.earlier?.(header.workspaceId) ?? []
    if (this.#earlier.some(({ workspaceId }) => workspaceId !== header.workspaceId)) {
      throw new LogError('log.workspace', 'The earlier head is of another workspace.')
    }
    this.#header = header
  }

  #takeHead(signed: FileHead): void {
    const header = this.#begun()
    if (this.#signed !== undefined) throw misplaced('The signed head is there already.')
    if (signed.head.workspaceId !== header.workspaceId) throw otherWorkspace()
    if (!isHeadSignedBy(signed.logKey, signed.head)) {
      throw new LogError('log.head-signature', 'The log key did not sign this head.')
    }
    this.#signed = signed
    if (header.isWhole) for (const earlier of this.#earlier) this.#checkLength(earlier)
    this.#checkEarlier()
  }

  #takeMembership(entry: Uint8Array): void {
    const { membership } = this.#ready()
    this.#members += 1
    if (this.#members > membership) throw misplaced('The file has more of these than it says.')
    this.#fold?.take(entry)
  }

  #takeEntry({ entry, encoded, hash }: Extract<FileLine, { kind: 'entry' }>, number: number): void {
    const { isWhole, membership } = this.#ready()
    if (this.#members < membership) {
      throw misplaced('Entries of the membership chain are missing before this line.')
    }
    const last = this.#last as ActivityHead
    const leaf = leafHash(encoded)
    if (isWhole) {
      this.#last = followedBy(last, entry, hash)
      this.#peaks = addLeaf(this.#peaks, leaf).peaks
      this.#checkEarlier()
    } else {
      if (entry.workspaceId !== last.workspaceId) throw otherWorkspace()
      if (entry.sequence <= last.sequence) throw misplaced('The entries are not in their order.')
      this.#last = { workspaceId: entry.workspaceId, sequence: entry.sequence, hash }
      this.#unproven = { index: entry.sequence - 1, hash: leaf }
    }
    const unverified = this.#statements.take(entry)
    if (unverified !== undefined) this.#signatures.add(number, unverified)
    this.entries += 1
  }

  #takeInclusion(proof: readonly Uint8Array[]): void {
    if (this.#unproven === undefined)
      throw misplaced('There is no entry that this is the proof of.')
    const { head } = this.#signed as FileHead
    if (!isIncluded(this.#unproven, { size: head.sequence, root: head.root }, proof)) {
      throw new LogError(
        'log.inclusion',
        'The entry before is not in the log that the server signed.',
      )
    }
    this.#unproven = undefined
  }

  #takeEnd(entries: number): void {
    const { isWhole } = this.#ready()
    if (isWhole) this.#checkReached()
    if (entries !== this.entries) {
      throw new LogError(
        'log.truncated',
        `The file should have ${entries} entries, and has ${this.entries}.`,
      )
    }
    this.#isEnded = true
  }

  /** That a whole log ends where the server said. */
  #checkReached(): void {
    const { head } = this.#signed as FileHead
    const reached = this.#last as ActivityHead
    if (reached.sequence < head.sequence) {
      throw new LogError(
        'log.truncated',
        `Entry ${reached.sequence + 1} of ${head.sequence} is missing.`,
      )
    }
    if (reached.sequence > head.sequence || !equalBytes(reached.hash, head.hash)) {
      throw new LogError('log.head-disagrees', 'The server signed another end of the log.')
    }
    if (!equalBytes(rootOf(this.#peaks), head.root)) {
      throw new LogError('log.root', 'The server signed another tree of entries.')
    }
  }

  /** A log that was longer at an earlier time was cut. */
  #checkLength(earlier: SignedHead): void {
    const { head } = this.#signed as FileHead
    if (earlier.sequence <= head.sequence || head.time <= earlier.time) return
    throw new LogError(
      'log.consistency',
      `The log had ${earlier.sequence} entries before, and later ${head.sequence}: entries were removed.`,
    )
  }

  /** That the log is at this place what it was before. */
  #checkEarlier(): void {
    const reached = this.#last as ActivityHead
    if (this.#header?.isWhole !== true) return
    for (const earlier of this.#earlier) {
      if (earlier.sequence !== reached.sequence) continue
      const isSame =
        equalBytes(earlier.hash, reached.hash) && equalBytes(earlier.root, rootOf(this.#peaks))
      if (!isSame) {
        throw new LogError(
          'log.consistency',
          `Up to entry ${earlier.sequence} the log was another one before.`,
        )
      }
    }
  }

  #begun(): FileHeader {
    if (this.#header !== undefined) return this.#header
    throw new LogError(
      'log.file',
      'This is not the beginning of an exported activity log; one of an older Keyward has to be exported again.',
    )
  }

  #ready(): FileHeader {
    const header = this.#begun()
    if (this.#signed === undefined) throw misplaced('The signed head has to come before.')
    return header
  }

  /** @throws {LogError} `log.truncated` */
  checkEnd(): void {
    if (!this.#isEnded) throw new LogError('log.truncated', 'The file ends too early.')
  }

  result(): VerifiedFile {
    const { workspaceId, isWhole } = this.#header as FileHeader
    const signed = this.#signed as FileHead
    const earlier = this.#earlier.map((head) => seenOf(head, signed.head, isWhole))
    return { workspaceId, isWhole, entries: this.entries, earlier, ...signed }
  }
}

function seenOf(earlier: SignedHead, head: SignedHead, isWhole: boolean): EarlierSeen {
  const isSame = earlier.sequence === head.sequence && equalBytes(earlier.root, head.root)
  if (isSame) return 'covered'
  if (!isWhole) return 'unknown'
  return earlier.sequence <= head.sequence ? 'covered' : 'older'
}

function misplaced(message: string): LogError {
  return new LogError('log.file', message)
}
