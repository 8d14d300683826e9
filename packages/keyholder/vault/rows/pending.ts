import { type CborValue, encodeCbor } from '@keyward/codec'
import type { Relation } from '../vault.ts'
import { asList, asText, asUint, Fields, record } from './fields.ts'

/** A change of who has the account, to be made in its next access list. */
export type Intent =
  | { readonly kind: 'grant'; readonly memberId: string; readonly role: Relation }
  | { readonly kind: 'revoke'; readonly memberId: string }
  /** The member's keyset is a newer one: its keys are wrapped anew. */
  | { readonly kind: 'rewrap'; readonly memberId: string }

/** Why the server did not take a change, and when it said so (UTC milliseconds by this device). */
export interface RefusedMark {
  readonly code: string
  readonly rule: string | undefined
  readonly at: number
}

/** The newest versions that a server still has after a backup was restored; 0 where it has none. */
export interface ServerVersions {
  readonly list: number
  readonly profile: number
  readonly secrets: number
}

/** What was changed here and is not yet acknowledged: one record for each account. */
export interface Pending {
  /** The whole content as encoded, merged with all that is known; undefined when it did not change. */
  readonly content: { readonly profile: Uint8Array; readonly secrets: Uint8Array } | undefined
  readonly intents: readonly Intent[]
  readonly onTaken: 'refuse' | 'keep'
  /** The server lost versions that this device has: they are put back. */
  readonly putBack: ServerVersions | undefined
  readonly refused: RefusedMark | undefined
}

export const NOTHING_PENDING: Pending = {
  content: undefined,
  intents: [],
  onTaken: 'refuse',
  putBack: undefined,
  refused: undefined,
}

export function encodePending(pending: Pending): Uint8Array {
  const { content, refused, putBack } = pending
  return encodeCbor(
    record({
      content:
        content === undefined
          ? null
          : new Map<string, CborValue>([
              ['profile', content.profile],
              ['secrets', content.secrets],
            ]),
      intents: pending.intents.map((intent) => [
        intent.kind,
        intent.memberId,
        intent.kind === 'grant' ? intent.role : null,
      ]),
      onTaken: pending.onTaken,
      putBack: putBack === undefined ? null : [putBack.list, putBack.profile, putBack.secrets],
      refused:
        refused === undefined
          ? null
          : new Map<string, CborValue>([
              ['code', refused.code],
              ['rule', refused.rule ?? null],
              ['at', refused.at],
            ]),
    }),
  )
}

/** @throws {KeyholderError} `replica.damaged`, `replica.newer` */
export function parsePending(bytes: Uint8Array): Pending {
  const fields = Fields.parse(bytes)
  return {
    content: fields.optional('content', (content) => ({
      profile: content.bytes('profile'),
      secrets: content.bytes('secrets'),
    })),
    intents: fields.list('intents').map(readIntent),
    onTaken: fields.text('onTaken') === 'keep' ? 'keep' : 'refuse',
    putBack: fields.get('putBack') === null ? undefined : readVersions(fields.list('putBack')),
    refused: fields.optional('refused', (mark) => ({
      code: mark.text('code'),
      rule: mark.get('rule') === null ? undefined : mark.text('rule'),
      at: mark.uint('at'),
    })),
  }
}

/** The intents with one more: a later one about a member takes the place of an earlier one. */
export function withIntent(intents: readonly Intent[], next: Intent): readonly Intent[] {
  return [...intents.filter(({ memberId }) => memberId !== next.memberId), next]
}

function readVersions([list, profile, secrets]: readonly CborValue[]): ServerVersions {
  return { list: asUint(list), profile: asUint(profile), secrets: asUint(secrets) }
}

function readIntent(value: CborValue): Intent {
  const [kind, id, role] = asList(value)
  const memberId = asText(id)
  if (kind === 'grant') return { kind, memberId, role: asText(role) as Relation }
  return kind === 'revoke' ? { kind, memberId } : { kind: 'rewrap', memberId }
}
