import { membersOf, passkeyStatus } from '@keyward/keyholder/accounts'
import {
  type Desk,
  type RevealedSecret,
  revealSecrets,
  showAccount,
  teamsWith,
} from '@keyward/keyholder/commands'
import { encodeBase64url } from '@keyward/codec'
import { command } from '../../frame/command.ts'
import { isoDate } from '../../frame/dates.ts'
import type { Page } from '../../frame/page.ts'
import { collectionsWith, type CollectionWithIt, shownName } from '../collections/with-account.ts'
import { findAccount } from './find.ts'
import { ACCOUNT } from './operand.ts'

type Shown = Awaited<ReturnType<typeof showAccount>>
type Revealed = Partial<Record<RevealedSecret, string>>

const HIDDEN = '(hidden: --reveal shows it)'

export const showCommand = command({
  path: ['accounts', 'show'],
  summary: 'Shows an account. Works without the server.',
  needs: 'unlocked',
  operands: [ACCOUNT],
  options: {
    reveal: {
      kind: 'switch',
      help: 'show password, one-time code seed and notes; it is logged',
    },
  },
  async run(context, { operands: [text = ''], options }) {
    const desk = await (await context.unlocked()).desk()
    const accountId = findAccount(desk, text)
    const account = await showAccount(desk, accountId)
    const collections = await collectionsWith(desk, accountId)
    const revealed = options.reveal
      ? await revealSecrets(desk, accountId, ['password', 'one-time-code', 'note'])
      : undefined
    return {
      json: { ...jsonOf(desk, account), collections, secrets: revealed ?? null },
      text: (page) => textOf(page, desk, { account, collections, revealed }),
      remarks: account.isUsernameTaken
        ? ['Username taken: another account has it, so rename one of them.']
        : [],
    }
  },
})

function jsonOf(desk: Desk, account: Shown) {
  const { profile, secrets } = account
  return {
    accountId: account.accountId,
    relation: account.relation,
    appName: profile.appName.value,
    username: profile.username.value,
    displayName: profile.displayName.value,
    rpIds: membersOf(profile.rpIds),
    labels: membersOf(profile.labels),
    hosts: secrets === undefined ? null : membersOf(secrets.hosts),
    passkeys: [...profile.passkeys.values()].map((passkey) => ({
      credentialId: encodeBase64url(passkey.credentialId),
      rpId: passkey.rpId,
      name: passkey.name.value,
      userName: passkey.userName.value,
      status: passkeyStatus(passkey),
      createdAt: isoDate(passkey.createdAt),
      lastUsedAt: isoDate(passkey.lastUsedAt),
    })),
    members: account.grants.map(({ granteeId, role }) => ({
      memberId: granteeId,
      name: nameOf(desk, granteeId),
      role,
    })),
    teams: teamsWith(desk, account).map(({ teamId, name, role }) => ({ teamId, name, role })),
    isPending: account.isPending,
    isUsernameTaken: account.isUsernameTaken,
    deletedAt: isoDate(account.deletedAt),
  }
}

interface Known {
  readonly account: Shown
  readonly collections: readonly CollectionWithIt[]
  readonly revealed: Revealed | undefined
}

function textOf(page: Page, desk: Desk, { account, collections, revealed }: Known): string {
  const { profile, secrets } = account
  const secret = (name: RevealedSecret, isSet: boolean) =>
    isSet ? (revealed?.[name] ?? HIDDEN) : undefined
  const fields = page.fields([
    ['App', profile.appName.value],
    ['Username', orNothing(profile.username.value)],
    ['Display name', orNothing(profile.displayName.value)],
    ['RP IDs', orNothing(membersOf(profile.rpIds).join(', '))],
    ['Labels', orNothing(membersOf(profile.labels).join(', '))],
    ['Password', secret('password', secrets?.password.value.reveal() !== '' && !!secrets)],
    [
      'One-time codes',
      secret('one-time-code', secrets?.oneTimeCodeSeed.value.reveal() !== '' && !!secrets),
    ],
    ['Notes', secret('note', secrets?.notes.value.reveal() !== '' && !!secrets)],
    ['Shared with', account.grants.map(({ granteeId }) => nameOf(desk, granteeId)).join(', ')],
    [
      'Teams',
      orNothing(
        teamsWith(desk, account)
          .map(({ name }) => name)
          .join(', '),
      ),
    ],
    ['Collections', orNothing(collections.map(shownName).join(', '))],
    ['You are', account.relation],
    ['Synchronised', account.isPending ? 'no' : 'yes'],
    ['Deleted', account.deletedAt === undefined ? undefined : page.date(account.deletedAt)],
    ['ID', account.accountId],
  ])
  const passkeys = [...profile.passkeys.values()].map((passkey) => [
    passkey.rpId,
    passkey.userName.value,
    page.date(passkey.createdAt),
    page.date(passkey.lastUsedAt),
    passkeyStatus(passkey),
    encodeBase64url(passkey.credentialId),
  ])
  const heads = ['RP ID', 'USER', 'CREATED', 'LAST USED', 'STATUS', 'CREDENTIAL ID']
  const columns = heads.map((head, at) => ({ head, mayBeCut: at < 2 }))
  return `${fields}\n${page.table(columns, passkeys, 'No passkeys.')}`
}

function nameOf({ workspace }: Desk, memberId: string): string {
  const all = [...workspace.members.values(), ...workspace.formerMembers.values()]
  return all.find((member) => member.memberId === memberId)?.name ?? memberId
}

function orNothing(text: string): string | undefined {
  return text === '' ? undefined : text
}
