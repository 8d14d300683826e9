import { command } from '../../frame/command.ts'
import { kitText } from '../workspace/kit-text.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { holdKey } from './hold.ts'
import { readNewPassphrase } from './passphrase.ts'
import { requirePerson } from './verify-person.ts'

export const renew = command({
  path: ['renew'],
  summary: 'Makes new keys for you, with a new recovery kit and a passphrase of your choice.',
  needs: 'unlocked',
  options: {},
  notes: [
    'Do this when somebody may know your passphrase or has seen your kit, and after the kit was used. The passphrase may stay the same. With --passphrase-stdin the first line is the present one, the second the new one.',
  ],
  async run(context) {
    const keyholder = await context.unlocked()
    await requirePerson(context, keyholder)
    const passphrase = await readNewPassphrase(context)
    context.progress.say('Making new keys…')
    const kit = await keyholder.session.renewKeys({ passphrase })
    await holdKey(context, keyholder, passphrase)
    const told = await syncAfterwards(context, keyholder)
    return withSync(
      {
        json: { done: true, recoveryKit: { words: kit.words, code: kit.code } },
        text: (page) =>
          page.line('You have new keys. The old recovery kit is worthless.') + kitText(page, kit),
      },
      told,
    )
  },
})
