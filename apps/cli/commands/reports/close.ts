import { closeReport } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'

export const closeCommand = command({
  path: ['reports', 'close'],
  summary: 'Closes a report. It is kept for half a year.',
  needs: 'unlocked',
  operands: [{ name: 'REPORT', help: 'its id' }],
  options: {},
  async run(context, { operands: [reportId = ''] }) {
    const { session } = await context.unlocked()
    await closeReport(session, reportId)
    return done('Closed.', { reportId })
  },
})
