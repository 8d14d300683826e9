import { decodeBase64url } from '@keyward/codec'
import {
  type ActivityEntry,
  endLine,
  type FileHead,
  headerLine,
  headLine,
  inclusionLine,
  LogError,
  membershipLine,
  parseSignedHead,
  toJsonLine,
} from '@keyward/log'
import type { MemberId } from '@keyward/workspace/chain'
import { may } from '@keyward/workspace/rules'
import { KeyholderError } from '../../error.ts'
import type { Session } from '../../session.ts'
import type { Desk } from '../desk.ts'
import type { Keyholder } from '../keyholder.ts'
import { type ActivityFilter, fetchPages } from './fetch.ts'

/** What an export is made with; a keyholder is one. */
export interface ExportPorts {
  readonly session: Pick<Session, 'call'>
  readonly ports: { readonly replica: Pick<Keyholder['ports']['replica'], 'list'> }
  readonly desk: () => Promise<Pick<Desk, 'workspace' | 'identity'>>
  /** Brings in the membership chain, so that it has every device that the log names. */
  readonly synchronise: () => Promise<{ readonly problem: KeyholderError | undefined }>
}

/**
 * The activity log as the lines of a file, without line breaks, from which `verifyActivity` proves
 * it without the server: what the server signed, the membership chain, and the entries. Without a
 * filter, and for who may see all, it is the whole log; otherwise each entry comes with the proof
 * that it is in the log.
 *
 * @param told how many entries there are so far, now and then
 * @throws {KeyholderError} `remote.*`, `session.*`, and where the server seems to lie
 */
export async function* exportActivity(
  keyholder: ExportPorts,
  filter: ActivityFilter,
  told: (entries: number) => void = () => {},
): AsyncGenerator<string> {
  const { session } = keyholder
  const signed = await getHead(session)
  const { problem } = await keyholder.synchronise()
  if (problem !== undefined) throw problem
  const isWhole = Object.keys(filter).length === 0 && (await maySeeAll(keyholder))
  const rows = await keyholder.ports.replica.list('chain')
  const { workspaceId, sequence: size } = signed.head
  yield headerLine({ workspaceId, isWhole, membership: rows.length })
  yield headLine(signed)
  for (const { value } of rows) yield membershipLine(value)
  let count = 0
  if (size > 0)
    for await (const page of fetchPages(session, filter, isWhole ? undefined : size)) {
      const shown = page.entries.filter(({ sequence }) => sequence <= size)
      for (const [at, entry] of shown.entries())
        yield* isWhole ? [toJsonLine(entry)] : provenLines(entry, page.proofs[at] ?? [])
      count += shown.length
      told(count)
      if (shown.length < page.entries.length) break
    }
  yield endLine(count)
}

function provenLines(entry: ActivityEntry, proof: readonly Uint8Array[]): string[] {
  return [toJsonLine(entry), inclusionLine(proof)]
}

async function getHead(session: Pick<Session, 'call'>): Promise<FileHead> {
  const { signed, logKey } = await session.call('getLogHead', { query: {} })
  try {
    return { head: parseSignedHead(decodeBase64url(signed)), logKey: decodeBase64url(logKey) }
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    throw new KeyholderError('remote.malformed', error.message, { cause: error })
  }
}

async function maySeeAll({ desk }: ExportPorts): Promise<boolean> {
  const { workspace, identity } = await desk()
  const member = workspace.members.get(identity.memberId as MemberId)
  return member !== undefined && may(member, 'activity.see', { scope: 'workspace' }).allowed
}
