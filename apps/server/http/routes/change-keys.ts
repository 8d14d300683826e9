import type { ChangeKeys } from '@keyward/protocol'
import type { SignedEntry } from '@keyward/workspace/chain'
import { Refused } from '../../auth/refused.ts'
import { bytesOf } from '../../auth/text.ts'
import { checkEntry, isKnown, readEntry, rowOf } from '../../membership/append.ts'
import type { KeysetRow, MemberRow, MethodRow } from '../../store/ports/members.ts'
import { entryAnswer } from '../entry-answer.ts'
import type { Handler, MemberVisitor } from '../handler.ts'
import { methodRow, refusedMethod } from '../methods.ts'
import type { Server } from '../server.ts'

export const changeKeys: Handler<'changeKeys'> = async (server, { body, by, now, once }) => {
  const { workspaceId, memberId, deviceId } = by
  const { members } = server.store
  const bytes = bytesOf(body.entry, 'entry')
  const entry = readEntry(bytes, now)
  checkOwn(entry, by)
  const row = rowOf(entry, bytes)
  const member = await members.get(workspaceId, memberId)
  if (member === undefined) throw new Refused('unauthenticated')
  const write = {
    workspaceId,
    memberId,
    accountKeyEpoch: body.accountKeyEpoch,
    anchor: bytesOf(body.anchor, 'anchor'),
    once,
  }
  if (isKnown(by.standing, row)) {
    // Done already, so that all that counts is the key by which the store knows the request.
    if (once.key === null) throw new Refused('chain_conflict')
    const nothing = { keysets: [], methods: [], effects: {}, activity: [] }
    const revision = await members.changeKeys({ ...write, ...nothing, entry: row })
    return entryAnswer(revision, row)
  }
  const asking = { memberId, deviceId, time: now }
  const checked = checkEntry(by.standing, entry, row, asking, undefined)
  const known = await members.keysets(workspaceId, memberId)
  const revision = await members.changeKeys({
    ...write,
    entry: row,
    effects: checked.effects,
    activity: checked.activity,
    keysets: newKeysets(body, member, known, entry),
    methods: await newMethods(server, body, now),
  })
  return entryAnswer(revision, row)
}

function checkOwn(entry: SignedEntry, by: MemberVisitor): void {
  const isOwn = entry.author === by.memberId && entry.device === by.deviceId
  if (isOwn && entry.body.kind === 'keys-changed') return
  const message = 'Keys are changed by an entry of the device that asks for it.'
  throw new Refused('chain_refused', { rule: 'author.device', message })
}

/** The keysets under the new account key: all there were, so that none is lost, and the new one. */
function newKeysets(
  body: ChangeKeys,
  member: MemberRow,
  known: readonly KeysetRow[],
  entry: SignedEntry,
): readonly KeysetRow[] {
  const { accountKeyEpoch } = body
  if (accountKeyEpoch !== member.accountKeyEpoch + 1)
    throw refusedMethod('keys.epoch', 'A new account key takes the next epoch.')
  const epochs = body.keysets.map(({ keysetEpoch }) => keysetEpoch)
  const wanted = new Set(known.map(({ keysetEpoch }) => keysetEpoch))
  if (entry.body.kind === 'keys-changed') wanted.add(entry.body.keys.epoch)
  const isWhole = epochs.length === wanted.size && epochs.every((epoch) => wanted.delete(epoch))
  if (!isWhole || body.keysets.some((keyset) => keyset.accountKeyEpoch !== accountKeyEpoch))
    throw refusedMethod('keys.keysets', 'All keysets have to lie under the new account key.')
  return body.keysets.map(({ keysetEpoch, sealed }, index) => ({
    keysetEpoch,
    accountKeyEpoch,
    sealed: bytesOf(sealed, `keysets.${index}.sealed`),
  }))
}

async function newMethods(
  server: Server,
  body: ChangeKeys,
  now: number,
): Promise<readonly MethodRow[]> {
  const ids = new Set(body.methods.map(({ methodId }) => methodId))
  if (ids.size !== body.methods.length)
    throw refusedMethod('method.id-reused', 'Two ways to unlock have one id.')
  const rows: MethodRow[] = []
  for (const method of body.methods)
    rows.push(await methodRow(server, method, body.accountKeyEpoch, now))
  return rows
}
