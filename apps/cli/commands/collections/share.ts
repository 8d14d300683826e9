import { shareCollection } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { LIMIT_OPTIONS } from '../accounts/limit-options.ts'
import { readRoleAndLimits, ROLES } from '../accounts/role-options.ts'
import { findAllSharedWith } from '../accounts/shared-with.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findCollection } from './find.ts'
import { COLLECTION } from './operand.ts'

export const shareCommand = command({
  path: ['collections', 'share'],
  summary: 'Shares a collection that you own with members and teams.',
  needs: 'unlocked',
  operands: [
    COLLECTION,
    {
      name: 'MEMBER',
      help: 'a name or id; may be left out with --team',
      isOptional: true,
      isRepeated: true,
    },
  ],
  options: {
    role: {
      kind: 'choice',
      choices: ROLES,
      help: 'the role on the collection and its accounts (collaborator)',
    },
    team: { kind: 'list', value: 'TEAM', help: 'a whole team, by its name or id' },
    ...LIMIT_OPTIONS,
  },
  notes: [
    'They get every account that is in the collection, now and later: those that you own at once, those of other Owners when their devices synchronise. Limits are of each account for itself. Who has an account by name keeps the role and the limits that were given there.',
    'A Collaborator signs in without the key; a Manager may also ask the Owners of an account to share it with others. An Owner of the collection may change and share it and put in accounts of their own, and has those of others as Manager.',
    'Share again to set another role or other limits.',
  ],
  async run(context, { operands: [text = ''], repeated, options }) {
    const { role: wanted = 'collaborator', team: teams } = options
    const { role, limits } = readRoleAndLimits(wanted, options, teams.length > 0)
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const { collectionId, name } = await findCollection(desk, text)
    const { shown, ids } = findAllSharedWith(desk, repeated, teams)
    await shareCollection(desk, collectionId, { ...ids, role, limits })
    const told = await syncAfterwards(context, keyholder)
    const sentence = `Shared the collection ${name} with ${shown}, as ${role}.`
    return withSync(done(sentence, { collectionId, ...ids, role }), told)
  },
})
