import { removeMember } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'
import { syncToldOf, withSync } from '../synced.ts'
import { findMember } from './find.ts'
import { seenText } from './seen-text.ts'

export const removeCommand = command({
  path: ['members', 'remove'],
  summary: 'Removes a member, makes new keys, and lists what the member has seen.',
  needs: 'unlocked',
  operands: [{ name: 'MEMBER', help: 'a name or id' }],
  options: {},
  notes: [
    'The member’s next request is refused, and its devices erase their copies. The accounts that you own get new keys at once; those of other Owners when their devices synchronise.',
    'What the member has seen stays seen: renew the listed passkeys and passwords at their apps.',
  ],
  async run(context, { operands: [text = ''] }) {
    const keyholder = await context.unlocked()
    const { memberId, name } = findMember((await keyholder.desk()).workspace, text)
    context.progress.say('Removing, and making new keys…')
    const { seen, synchronised } = await removeMember(keyholder, memberId)
    return withSync(
      {
        json: { memberId, name, seen },
        text: (page) => page.line(`${name} is no member any more.`) + seenText(page, name, seen),
      },
      syncToldOf(synchronised),
    )
  },
})
