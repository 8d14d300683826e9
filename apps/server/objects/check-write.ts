import { authorOf, type Pushing } from './author.ts'
import { requireMay } from './check-list.ts'
import { ObjectError } from './error.ts'
import { type AccessList, roleIn } from './list.ts'
import type { Write } from './write.ts'

const RULES = {
  head: 'write.chain-head',
  author: 'write.author',
  signature: 'write.signature',
} as const

/**
 * Checks a write against the newest access list of its account.
 *
 * @returns whether it is sealed with an older key than the list's: then its author has not seen the
 *   list yet
 * @throws {ObjectError} `write.*`; {Refused} `forbidden` with the rule of `may`
 */
export function checkWrite(
  by: Pushing,
  list: AccessList,
  kind: Write['kind'],
  write: Write,
): 'fits' | 'older-key' {
  const isOfAccount =
    write.kind === kind &&
    write.workspaceId === by.workspaceId &&
    write.accountId === list.accountId
  if (!isOfAccount)
    throw new ObjectError('write.context', 'The write is of another object than it was sent for.')
  const author = authorOf(by, write, RULES)
  requireMay(author, 'account.edit', { relation: roleIn(list, write.memberId) })
  const { epoch } = list[kind]
  if (write.keyEpoch > epoch)
    throw new ObjectError('write.key-epoch', 'The write names a key that the list does not have.')
  return write.keyEpoch === epoch ? 'fits' : 'older-key'
}
