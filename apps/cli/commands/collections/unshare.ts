import { unshareCollection } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { MEMBER_OR_TEAM } from '../accounts/operand.ts'
import { findSharedWith } from '../accounts/shared-with.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findCollection } from './find.ts'
import { COLLECTION } from './operand.ts'

export const unshareCommand = command({
  path: ['collections', 'unshare'],
  summary: 'Takes a collection back from a member or a team.',
  needs: 'unlocked',
  operands: [COLLECTION, MEMBER_OR_TEAM.operand],
  options: { team: MEMBER_OR_TEAM.option },
  notes: [
    'They lose the accounts that they have by this collection alone: those that you own at once, those of other Owners when their devices synchronise. Taken back from a member, it is gone for that member though a team has it, until it is shared with the team again. Sessions that are open at an app go on.',
  ],
  async run(context, { operands: [text = '', member], options }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const { collectionId, name } = await findCollection(desk, text)
    const { shown, ids } = findSharedWith(desk, member, options.team)
    await unshareCollection(desk, collectionId, 'teamId' in ids ? ids.teamId : ids.memberId)
    const told = await syncAfterwards(context, keyholder)
    const sentence = `The collection ${name} is no longer shared with ${shown}.`
    return withSync(done(sentence, { collectionId, ...ids }), told)
  },
})
