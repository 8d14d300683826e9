import { encodeBase64url } from '@keyward/codec'
import { verifyActivity } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'
import { readLines } from '../files.ts'

const SEEN = {
  covered: 'It has the very end of the log that this device has seen.',
  older: 'It ends before what this device has seen of the log: it may be an older export.',
  unknown:
    'This device has not seen the log before, so it can not tell whether the end is missing.',
} as const

export const verifyCommand = command({
  path: ['activity', 'verify'],
  summary: 'Proves an exported activity log, without the server and without unlocking.',
  needs: 'home',
  operands: [{ name: 'FILE', help: 'what keyward activity export wrote as JSON Lines' }],
  options: {},
  notes: [
    'It checks that the entries are one unbroken chain from the first, that each statement of a device was signed by a device of the membership chain of this home, and that the history is the one that this device has seen.',
  ],
  async run(context, { operands: [file = ''] }) {
    const { ports } = await context.keyholder()
    const { entries, head, seen } = await verifyActivity(ports.replica, readLines(file))
    return {
      json: {
        verified: true,
        entries,
        head: { sequence: head.sequence, hash: encodeBase64url(head.hash) },
        seen,
      },
      text: (page) => page.line(`Verified ${entries} entries. ${SEEN[seen]}`),
    }
  },
})
