import { CliError } from '../../error.ts'
import type { Answer } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { isoDate } from '../../frame/dates.ts'
import { lockHolder } from '../../holder/client.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { holdKey } from './hold.ts'
import { readPassphrase } from './passphrase.ts'

export const unlock = command({
  path: ['unlock'],
  summary: 'Unlocks this device until it is locked, or not used for a while.',
  needs: 'unlocked',
  options: {
    kit: { kind: 'switch', help: 'by the recovery kit, its words or its code' },
  },
  notes: [
    'The key is kept in the memory of a small process of yours, and on no disk. It goes when nobody uses it for as long as the policy lockAfterMinutes says, when the machine slept past that, and with keyward lock.',
    'A passphrase needs the server, and begins a new session with it. A recovery kit opens without the server too.',
  ],
  async run(context, { options }) {
    const keyholder = await context.keyholder()
    const { session } = keyholder
    if (session.state.kind === 'none')
      throw new CliError(
        'cli.no-workspace',
        'Nobody is signed in here: run keyward workspace create, keyward members join or keyward login.',
      )
    await lockHolder(context.holder)
    const secret = await readPassphrase(context, options.kit ? 'Recovery kit: ' : 'Passphrase: ')
    context.progress.say('Unlocking…')
    await session.unlock(
      options.kit ? { by: 'kit', kit: secret } : { by: 'passphrase', passphrase: secret },
    )
    await holdKey(context, keyholder, options.kit ? undefined : secret)
    const { lockAfterMinutes } = session.membership().state.policies
    const told = await syncAfterwards(context, keyholder)
    return withSync(answerOf(lockAfterMinutes), told)
  },
})

/** What everything says that leaves the device unlocked. */
export function answerOf(lockAfterMinutes: number): Answer {
  const locksAt = Date.now() + lockAfterMinutes * 60_000
  return {
    json: { unlocked: true, lockAfterMinutes, locksAt: isoDate(locksAt) },
    text: (page) => page.line(`Unlocked. It locks after ${lockAfterMinutes} minutes without use.`),
  }
}
