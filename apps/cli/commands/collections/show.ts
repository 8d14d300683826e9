import { type CollectionView, collectionView } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'
import type { Page } from '../../frame/page.ts'
import {
  limitsOfEach,
  teamNameOf,
  teamsWithIt,
  teamTable,
  type TeamWithIt,
} from '../accounts/sharing-tables.ts'
import { findCollection } from './find.ts'
import { COLLECTION } from './operand.ts'

export const showCommand = command({
  path: ['collections', 'show'],
  summary: 'Shows what is in a collection, and who has it. Works without the server.',
  needs: 'unlocked',
  operands: [COLLECTION],
  options: {},
  notes: [
    'Of the accounts in it, those that you have are shown. Who has one of them, also another way: keyward accounts sharing.',
  ],
  async run(context, { operands: [text = ''] }) {
    const desk = await (await context.unlocked()).desk()
    const { collectionId } = await findCollection(desk, text)
    const view = await collectionView(desk, collectionId)
    const { name, relation, accounts, people, waiting } = view
    const teams = teamsWithIt(view.teams)
    return {
      json: { collectionId, name, relation, accounts, people, teams, waiting },
      text: (page) =>
        [
          page.fields([
            ['Collection', name],
            ['You are', relation],
            ['ID', collectionId],
          ]),
          accountTable(page, accounts),
          peopleTable(page, people, teams),
          ...(teams.length === 0 ? [] : [teamTable(page, teams)]),
        ].join('\n'),
      remarks: waiting === 0 ? [] : [waitingText(waiting)],
    }
  },
})

function accountTable(page: Page, accounts: CollectionView['accounts']): string {
  return page.table(
    [
      { head: 'APP', mayBeCut: true },
      { head: 'USERNAME', mayBeCut: true },
      { head: 'YOU ARE' },
      { head: 'ID' },
    ],
    accounts.map(({ appName, username, relation, accountId }) => [
      appName,
      username,
      relation,
      accountId,
    ]),
    'No accounts.',
  )
}

function peopleTable(
  page: Page,
  people: CollectionView['people'],
  teams: readonly TeamWithIt[],
): string {
  const isByTeams = teams.length > 0
  return page.table(
    [
      { head: 'NAME', mayBeCut: true },
      { head: 'ROLE' },
      ...(isByTeams ? [{ head: 'BY TEAM', mayBeCut: true }] : []),
      { head: 'LIMITS', mayBeCut: true },
    ],
    people.map((person) => [
      person.name,
      person.role,
      ...(isByTeams ? [teamNameOf(person, teams)] : []),
      person.limits === null ? '' : limitsOfEach(person.limits),
    ]),
    'Nobody has it.',
  )
}

function waitingText(count: number): string {
  return count === 1
    ? '1 account is not shared yet as this says: a device of one of its Owners will see to it when it synchronises.'
    : `${count} accounts are not shared yet as this says: devices of their Owners will see to it when they synchronise.`
}
