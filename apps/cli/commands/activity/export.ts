import { fetchActivity } from '@keyward/keyholder/commands'
import { CSV_HEADER, toCsvRow, toJsonLine } from '@keyward/log'
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
    'Without a filter, and with a role that sees all activity, the file has the whole log, and keyward activity verify proves it.',
  ],
  async run(context, { operands: [file = ''], options: { format = 'jsonl', ...options } }) {
    const keyholder = await context.unlocked()
    const filter = readFilter(await keyholder.desk(), options)
    const lines: string[] = format === 'csv' ? [CSV_HEADER] : []
    let count = 0
    for await (const page of fetchActivity(keyholder.session, filter)) {
      for (const entry of page)
        lines.push(format === 'csv' ? toCsvRow(entry) : `${toJsonLine(entry)}\n`)
      count += page.length
      context.progress.say(`${count} entries…`)
    }
    writeNewFile(file, Buffer.from(lines.join('')))
    return {
      json: { done: true, entries: count, format },
      text: (page) => page.line(`Wrote ${count} entries to ${file}.`),
    }
  },
})
