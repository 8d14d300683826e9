import { sharingOf } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'
import { collectionsWith } from '../collections/with-account.ts'
import { findAccount } from './find.ts'
import { ACCOUNT } from './operand.ts'
import { peopleTable, teamsWithIt, teamTable } from './sharing-tables.ts'

export const sharingCommand = command({
  path: ['accounts', 'sharing'],
  summary:
    'Shows who has an account, as what, with which limits, and how many sign-ins are prepared.',
  needs: 'unlocked',
  operands: [ACCOUNT],
  options: {},
  async run(context, { operands: [text = ''] }) {
    const desk = await (await context.unlocked()).desk()
    const accountId = findAccount(desk, text)
    const { people, notShareable, isOffline, teams: all } = await sharingOf(desk, accountId)
    const teams = teamsWithIt(all)
    const collections = await collectionsWith(desk, accountId)
    const remarks = notShareable.map(({ credentialId, why }) =>
      why === 'counter'
        ? `Passkey ${credentialId} counts its sign-ins: only Owners can use it until it is registered anew.`
        : `The key of passkey ${credentialId} is not here: nobody can sign in with it.`,
    )
    if (isOffline) remarks.push('The server can not be reached, so limits are not known now.')
    return {
      json: { accountId, people, teams, collections, notShareable },
      text: (page) =>
        peopleTable(page, people, teams, collections) +
        (teams.length === 0 ? '' : `\n${teamTable(page, teams)}`),
      remarks,
    }
  },
})
