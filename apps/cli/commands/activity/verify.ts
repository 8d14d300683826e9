import { encodeBase64url } from '@keyward/codec'
import { type VerifiedLog, verifyActivity } from '@keyward/keyholder/commands'
import { type FileHead, isHeadSignedBy, LogError, parseFileLine } from '@keyward/log'
import { command } from '../../frame/command.ts'
import { readLines } from '../files.ts'

const SEEN = {
  covered: 'It has the very end of the log that this device has seen.',
  older: 'It ends before what this device has seen of the log: it may be an older export.',
  unknown:
    'This device has not seen the log before, so it can not tell whether the end is missing.',
} as const

const GIVEN = {
  covered: 'It goes on from the earlier head.',
  older: 'It ends before the earlier head, and was signed earlier.',
  unknown: 'A part of the log can not show whether it goes on from the earlier head: export all.',
} as const

const MEMBERSHIP = {
  known: '',
  'of-the-file':
    'No device of that workspace is here: which devices there were is what the file says itself.',
} as const

const KEY = {
  known: '',
  unknown: '',
  new: 'The head is signed by another key than this device knows of the server.',
} as const

export const verifyCommand = command({
  path: ['activity', 'verify'],
  summary: 'Proves an exported activity log, without the server and without unlocking.',
  needs: 'home',
  operands: [{ name: 'FILE', help: 'what keyward activity export wrote as JSON Lines' }],
  options: {
    head: { kind: 'text', value: 'FILE', help: 'an earlier export that it has to go on from' },
  },
  notes: [
    'It checks that the entries are one unbroken chain from the first, that each statement of a device was signed by a device of the membership chain, that the server signed this end of the log and the hash tree over it, and that the history is the one that this device has seen. Of a part of the log it checks that each entry is in that tree. What is wrong is told with its line.',
  ],
  async run(context, { operands: [file = ''], options: { head } }) {
    const { ports } = await context.keyholder()
    const earlier = head === undefined ? undefined : readHead(head)
    const verified = await verifyActivity(ports.replica, readLines(file), {
      ...(earlier === undefined ? {} : { earlier }),
      told: (count) => context.progress.say(`${count} entries…`),
    })
    context.progress.end()
    return { json: jsonOf(verified), text: (page) => page.line(sentencesOf(verified)) }
  },
})

/** The signed head of an earlier export. @throws {LogError} */
function readHead(path: string): FileHead {
  for (const line of readLines(path).slice(0, 2)) {
    const parsed = parseFileLine(line)
    if (parsed.kind !== 'head') continue
    const { signed } = parsed
    if (isHeadSignedBy(signed.logKey, signed.head)) return signed
    throw new LogError('log.head-signature', 'The earlier head is not signed by its key.')
  }
  throw new LogError('log.file', `${path} has no signed head: name an exported activity log.`)
}

function jsonOf({ head, logKey, entries, ...rest }: VerifiedLog) {
  return {
    verified: true,
    entries,
    ...rest,
    head: {
      sequence: head.sequence,
      hash: encodeBase64url(head.hash),
      root: encodeBase64url(head.root),
      time: head.time,
    },
    logKey: encodeBase64url(logKey),
  }
}

function sentencesOf({ entries, isWhole, head, seen, given, membership, key }: VerifiedLog) {
  const what = isWhole ? `${entries} entries` : `${entries} of ${head.sequence} entries`
  const earlier = given === undefined ? '' : GIVEN[given]
  return [`Verified ${what}.`, SEEN[seen], earlier, MEMBERSHIP[membership], KEY[key]]
    .filter((sentence) => sentence !== '')
    .join(' ')
}
