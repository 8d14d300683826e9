import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { isThere } from '../../home.ts'
import { lockHolder } from '../../holder/client.ts'

export const lock = command({
  path: ['lock'],
  summary: 'Locks this device for every program that runs.',
  needs: 'home',
  options: {},
  async run(context) {
    const wasHeld = await lockHolder(context.holder)
    // Others that run on this copy, such as a sync that goes on, are told too.
    if (isThere(context.home)) await (await context.keyholder()).session.lock()
    return done(wasHeld ? 'Locked.' : 'It was locked already.', { wasUnlocked: wasHeld })
  },
})
