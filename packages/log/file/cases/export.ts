import { encodeUtf8 } from '@keyward/codec'
import { devices, HARBOUR, keyOf } from '../../cases/every-event.ts'
import { type ActivityEntry, encodeActivity } from '../../entry.ts'
import { LogError } from '../../error.ts'
import { headOf } from '../../append.ts'
import { genesisHead } from '../../head.ts'
import { toJsonLine } from '../../json-line.ts'
import { type SignedHead, signHead } from '../../signed-head.ts'
import { leafHash } from '../../tree/hash.ts'
import { addLeaf, NO_PEAKS, rootOf } from '../../tree/peaks.ts'
import { planInclusion, proofOf } from '../../tree/proofs.ts'
import { endLine, headerLine, headLine, inclusionLine, membershipLine } from '../lines.ts'
import {
  type FileCheck,
  type MembershipFold,
  type VerifiedFile,
  verifyFile,
} from '../verify-file.ts'

const LOG_KEY = keyOf('server')
export const logKey = LOG_KEY.publicKey

/** When the server signs, UTC milliseconds, if nothing else is said. */
const SIGNED_AT = 1_767_300_000_000

/** What stands for a membership chain here: any bytes, in this order. */
const MEMBERSHIP = ['genesis', 'laptop'].map(encodeUtf8)

/** The head that the server signs over these entries. */
export function headAfter(
  entries: readonly ActivityEntry[],
  time: number = SIGNED_AT,
  key = LOG_KEY,
): SignedHead {
  let peaks = NO_PEAKS
  for (const entry of entries) peaks = addLeaf(peaks, leafHash(encodeActivity(entry))).peaks
  const last = entries.at(-1)
  const head = last === undefined ? genesisHead(HARBOUR) : headOf(last)
  return signHead(key, { ...head, root: rootOf(peaks) }, time)
}

/** An export of the whole log. */
export function exportOf(
  entries: readonly ActivityEntry[],
  head: SignedHead = headAfter(entries),
): string[] {
  return [
    headerLine({ workspaceId: HARBOUR, isWhole: true, membership: MEMBERSHIP.length }),
    headLine({ head, logKey }),
    ...MEMBERSHIP.map(membershipLine),
    ...entries.map(toJsonLine),
    endLine(entries.length),
  ]
}

/** An export of these entries of a log alone, by their sequence. */
export function partOf(entries: readonly ActivityEntry[], shown: readonly number[]): string[] {
  const completed: (readonly Uint8Array[])[] = []
  let peaks = NO_PEAKS
  for (const entry of entries) {
    const added = addLeaf(peaks, leafHash(encodeActivity(entry)))
    completed.push(added.completed)
    peaks = added.peaks
  }
  const proofFor = (sequence: number) =>
    proofOf(
      planInclusion(sequence - 1, entries.length),
      ({ level, index }) => completed[(index + 1) * 2 ** level - 1]![level]!,
    )
  return [
    headerLine({ workspaceId: HARBOUR, isWhole: false, membership: MEMBERSHIP.length }),
    headLine({ head: headAfter(entries), logKey }),
    ...MEMBERSHIP.map(membershipLine),
    ...shown.flatMap((sequence) => [
      toJsonLine(entries[sequence - 1]!),
      inclusionLine(proofFor(sequence)),
    ]),
    endLine(shown.length),
  ]
}

/** Verifies as somebody who knows which devices the membership entries name. */
export function verified(
  lines: readonly string[],
  more: Partial<FileCheck> = {},
): Promise<VerifiedFile> {
  return verifyFile(lines, {
    membership: (workspaceId) => foldFor(workspaceId),
    ...more,
  })
}

/** A fold of the membership chain of Harbour. */
function foldFor(workspaceId: string): MembershipFold {
  if (workspaceId !== HARBOUR) throw new LogError('log.workspace', 'Of another workspace.')
  let taken = 0
  return {
    take(entry) {
      const expected = MEMBERSHIP[taken]
      if (expected?.join() !== entry.join()) throw new LogError('log.file', 'Another chain.')
      taken += 1
    },
    devices: (memberId, deviceId) =>
      taken === MEMBERSHIP.length ? devices(memberId, deviceId) : undefined,
  }
}

/** The rule that refuses the file and the line where; undefined when it holds. */
export async function refusalOf(
  lines: readonly string[],
  more: Partial<FileCheck> = {},
): Promise<{ readonly rule: string; readonly line: number | undefined } | undefined> {
  try {
    await verified(lines, more)
    return undefined
  } catch (error) {
    if (error instanceof LogError) return { rule: error.rule, line: error.line }
    throw error
  }
}
