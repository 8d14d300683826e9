import { type ActivityFilter, exportActivity, fetchActivity } from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { CSV_HEADER, toCsvRow } from '@keyward/log'
import { command } from '../../frame/command.ts'
import { writeNewFile } from '../files.ts'
import { FILTER_OPTIONS, readFilter } from './filter.ts'

const FORMATS = ['jsonl', 'csv'] as const

export const exportCommand = command({
  path: ['activity', 'export'],
  summary: 'Writes the activity log to a file, as JSON Lines or CSV.',
  needs: 'unlocked',
  operands: [{ name: 'FILE', help: 'a new file' }],
  options: {
    ...FILTER_OPTIONS,
    format: { kind: 'choice', choices: FORMATS, help: 'jsonl (the default) can be verified' },
  },
  notes: [
    'keyward activity verify proves a file of JSON Lines, without the server: it has what the server signed, and the membership chain with the keys of devices. Without a filter, and with a role that sees all activity, it has the whole log; otherwise each entry comes with the proof that it is in the log.',
  ],
  async run(context, { operands: [file = ''], options: { format = 'jsonl', ...options } }) {
    const keyholder = await context.unlocked()
    const filter = readFilter(await keyholder.desk(), options)
    const write = format === 'csv' ? csvOf : linesOf
    const { parts, count } = await write(keyholder, filter, (read) =>
      context.progress.say(`${read} entries…`),
    )
    writeNewFile(file, Buffer.from(parts.join('')))
    return {
      json: { done: true, entries: count, format },
      text: (page) => page.line(`Wrote ${count} entries to ${file}.`),
    }
  },
})

type Write = (
  keyholder: Keyholder,
  filter: ActivityFilter,
  told: (count: number) => void,
) => Promise<{ readonly parts: readonly string[]; readonly count: number }>

const linesOf: Write = async (keyholder, filter, told) => {
  const parts: string[] = []
  let count = 0
  const lines = exportActivity(keyholder, filter, (read) => {
    count = read
    told(read)
  })
  for await (const line of lines) parts.push(`${line}\n`)
  return { parts, count }
}

const csvOf: Write = async ({ session }, filter, told) => {
  const parts = [CSV_HEADER]
  for await (const page of fetchActivity(session, filter)) {
    for (const entry of page) parts.push(toCsvRow(entry))
    told(parts.length - 1)
  }
  return { parts, count: parts.length - 1 }
}
