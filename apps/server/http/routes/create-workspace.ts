import { encodeUtf8, equalBytes } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { type CreateWorkspace, indexListId } from '@keyward/protocol'
import { encodeBase64url } from '@keyward/codec'
import { Refused } from '../../auth/refused.ts'
import { makeSession } from '../../auth/session.ts'
import { bytesOf } from '../../auth/text.ts'
import { readEntry, rowOf } from '../../membership/append.ts'
import { entryHappening } from '../../membership/happening.ts'
import { byChain } from '../../membership/refusal.ts'
import { type Standing, standingOf } from '../../membership/standing.ts'
import { ObjectError } from '../../objects/error.ts'
import { checkPush } from '../../objects/push.ts'
import { newMember } from '../enrolment.ts'
import type { Handler } from '../handler.ts'
import type { Server } from '../server.ts'
import { sessionAnswer } from '../session-answer.ts'

export const createWorkspace: Handler<'createWorkspace'> = async (server, call) => {
  const { body, by, now } = call
  server.buckets.take('signUp', call.network)
  checkSignUp(server, body.setupCode)
  const bytes = bytesOf(body.entry, 'entry')
  const entry = readEntry(bytes, now)
  const standing = byChain(() => standingOf([entry]))
  if (entry.body.kind !== 'workspace-created') throw new Refused('chain_refused')
  const { workspaceId, author: memberId } = entry
  const { deviceId, name } = entry.body.device
  const { session, token } = makeSession(server.random, now, {
    workspaceId,
    memberId,
    device: { deviceId, name },
    thumbprint: by.thumbprint,
    by: 'sign-up',
    methodId: null,
  })
  const asking = { memberId, deviceId, time: now }
  const started = await server.store.workspaces.create({
    workspaceId,
    incarnation: encodeBase64url(server.random(16)),
    entry: rowOf(entry, bytes),
    owner: await newMember(server, body.enrolment, { memberId, status: 'admitted' }, now),
    index: indexList(standing, now, memberId, deviceId, body),
    session,
    activity: [{ ...asking, ...entryHappening(standing.state, entry) }],
    onlyFirst: server.settings.signUp !== 'open',
  })
  return sessionAnswer(started, token, standing, now)
}

/** @throws {Refused} `signup_closed`, `setup_code_wrong` */
function checkSignUp({ settings, secrets }: Server, given: string | null): void {
  if (settings.signUp === 'open') return
  const { setupCode } = secrets
  if (settings.signUp === 'invite' || setupCode === null) throw new Refused('signup_closed')
  // Hashes are compared, so that the time tells neither the code nor its length.
  const isRight = equalBytes(sha256(encodeUtf8(given ?? '')), sha256(encodeUtf8(setupCode)))
  if (!isRight) throw new Refused('setup_code_wrong')
}

/** The first list of the workspace's index key, checked as any list is. */
function indexList(
  standing: Standing,
  now: number,
  memberId: string,
  deviceId: string,
  { index }: CreateWorkspace,
) {
  const { workspaceId } = standing.state
  const accountId = indexListId(workspaceId)
  const by = { workspaceId, memberId, deviceId, standing, isPutBack: false }
  const facts = {
    accountId,
    list: undefined,
    profileVersion: 0,
    secretsVersion: 0,
    isDeleted: false,
  }
  const write = checkPush(
    by,
    now,
    facts,
    {
      accountId,
      lists: [index],
      profile: null,
      secrets: null,
      claims: null,
      isDeleted: null,
      onTaken: 'refuse',
      isPutBack: false,
    },
    true,
  )
  const [list] = write.lists
  if (list === undefined || list.version !== 1)
    throw new ObjectError('access.malformed', 'The list of the index key is not its first.')
  return list
}
