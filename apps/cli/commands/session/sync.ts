import { command } from '../../frame/command.ts'
import { syncToldOf } from '../synced.ts'

export const sync = command({
  path: ['sync'],
  summary: 'Synchronises with the server now.',
  needs: 'unlocked',
  options: {},
  async run(context) {
    const keyholder = await context.unlocked()
    context.progress.say('Synchronising…')
    const synchronised = await keyholder.synchronise()
    const { problem, report, unsynchronised, taken } = synchronised
    if (problem !== undefined) throw problem
    return {
      json: { done: true, ...report, unsynchronised, usernameTaken: taken },
      text: (page) =>
        page.line(`Synchronised: ${report?.pulled ?? 0} in, ${report?.pushed ?? 0} out.`),
      remarks: syncToldOf(synchronised).remarks,
    }
  },
})
