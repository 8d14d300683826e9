import { type ActivityFilter, type Desk } from '@keyward/keyholder/commands'
import { readDate } from '@keyward/keyholder/accounts'
import { ACTIVITY_EVENTS, isActivityEvent } from '@keyward/log'
import { CliError } from '../../error.ts'
import { nearest } from '../../frame/nearest.ts'
import { findAccount } from '../accounts/find.ts'
import { findFormerMember, findMember } from '../members/find.ts'

export const FILTER_OPTIONS = {
  member: { kind: 'text', value: 'MEMBER', help: 'what this member did: a name or id' },
  account: { kind: 'text', value: 'ACCOUNT', help: 'what happened to this account' },
  event: { kind: 'text', value: 'EVENT', help: 'only this, such as passkey-signed-in' },
  after: { kind: 'text', value: 'TIME', help: 'ISO 8601, such as 2026-11-01 or 2026-11-01T08:00Z' },
  before: { kind: 'text', value: 'TIME', help: 'ISO 8601; without a zone it is UTC' },
} as const

type Given = { readonly [Name in keyof typeof FILTER_OPTIONS]: string | undefined }

/** @throws {CliError} `cli.option`, `cli.not-found`, `cli.ambiguous` */
export function readFilter(desk: Desk, given: Given): ActivityFilter {
  const { member, account, event } = given
  const after = readTime('--after', given.after)
  const before = readTime('--before', given.before)
  if (event !== undefined && !isActivityEvent(event)) {
    const near = nearest(event, ACTIVITY_EVENTS)
    const meant = near === undefined ? '' : ` Did you mean ${near}?`
    throw new CliError('cli.option', `There is no such event.${meant}`)
  }
  return {
    ...(member === undefined ? {} : { memberId: memberIdOf(desk, member) }),
    ...(account === undefined ? {} : { accountId: findAccount(desk, account) }),
    ...(event === undefined ? {} : { event }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  }
}

function memberIdOf({ workspace }: Desk, text: string): string {
  try {
    return findMember(workspace, text).memberId
  } catch (error) {
    if (!(error instanceof CliError) || error.rule !== 'cli.not-found') throw error
    return findFormerMember(workspace, text).memberId
  }
}

function readTime(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const time = readDate(text)
  if (time !== undefined) return time
  throw new CliError('cli.option', `${name} is a date as ISO 8601 writes it, such as 2026-11-01.`)
}
