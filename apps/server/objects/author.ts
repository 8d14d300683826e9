import type { Actor } from '@keyward/workspace/rules'
import { actorAt, actorNow, deviceKeyAt, hasEntry, type Standing } from '../membership/standing.ts'
import { ObjectError, type ObjectRule } from './error.ts'
import type { SeenHead } from './list.ts'

/** Who pushes, and against which chain it is checked. */
export interface Pushing {
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string
  readonly standing: Standing
  /** The server lost the objects: they are their authors', as the chain was when they were made. */
  readonly isPutBack: boolean
}

interface Signed {
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string
  readonly head: SeenHead
  readonly isSignedBy: (publicKey: Uint8Array) => boolean
}

interface Rules {
  readonly head: ObjectRule
  readonly author: ObjectRule
  readonly signature: ObjectRule
}

/**
 * The author of an object, once the end of the chain that it names is found in the chain, and its
 * signature is that of a device which the author had there.
 *
 * @throws {ObjectError} the rules given
 */
export function authorOf(by: Pushing, object: Signed, rules: Rules): Actor {
  // Statements count the chain's entries from 1.
  const at = object.head.sequence - 1
  if (!hasEntry(by.standing, at, object.head.hash))
    throw new ObjectError(rules.head, 'The object names a membership chain that is not ours.')
  const isOwn = object.memberId === by.memberId && object.deviceId === by.deviceId
  const actor = by.isPutBack
    ? actorAt(by.standing, object.memberId, at)
    : actorNow(by.standing, object.memberId)
  const key = deviceKeyAt(by.standing, object.memberId, object.deviceId, at)
  if ((!by.isPutBack && !isOwn) || actor === undefined || key === undefined)
    throw new ObjectError(rules.author, 'The object is of another author.')
  if (!object.isSignedBy(key))
    throw new ObjectError(rules.signature, 'The object has no signature of its author.')
  return actor
}

/** The member as the object's author had to see it; undefined when it was none. */
export function seenActor(by: Pushing, memberId: string, head: SeenHead): Actor | undefined {
  return by.isPutBack
    ? actorAt(by.standing, memberId, head.sequence - 1)
    : actorNow(by.standing, memberId)
}
