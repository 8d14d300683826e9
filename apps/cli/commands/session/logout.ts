import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { lockHolder } from '../../holder/client.ts'
import { confirm } from './confirm.ts'

export const logout = command({
  path: ['logout'],
  summary: 'Signs out, and erases the copy on this device.',
  needs: 'unlocked',
  options: {
    'discard-unsynchronised': {
      kind: 'switch',
      help: 'even when changes have not reached the server: they are lost',
    },
  },
  async run(context, { options }) {
    const keyholder = await context.unlocked()
    const { unsynchronised } = await keyholder.synchronise()
    if (unsynchronised > 0 && !options['discard-unsynchronised']) {
      const question = `The changes of ${unsynchronised} accounts have not reached the server and would be lost. Sign out all the same?`
      if (!(await confirm(context, question)))
        throw new CliError('cli.confirm', 'Not signed out: nothing was erased.')
    }
    await keyholder.session.signOut()
    await lockHolder(context.holder)
    return done('Signed out. The copy on this device is erased.')
  },
})
