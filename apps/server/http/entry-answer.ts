import type { EntryAppended } from '@keyward/protocol'
import { textOf } from '../auth/text.ts'
import type { ChainRow } from '../store/ports/workspaces.ts'

/** The answer to an entry that was appended. */
export function entryAnswer(revision: number, { sequence, hash }: ChainRow): EntryAppended {
  return { revision, head: { sequence, hash: textOf(hash) } }
}
