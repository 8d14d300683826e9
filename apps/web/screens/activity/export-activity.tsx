import { type ActivityFilter, exportActivity } from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { CSV_HEADER, toCsvRow } from '@keyward/log'
import { Button, Section } from '@keyward/ui'
import FileDown from 'lucide-react/icons/file-down'
import { Problem } from '../../app/parts/problem.tsx'
import type { ActivitySearch } from './search.ts'
import { saveFile } from '../../app/save-file.ts'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { messages } from '../../messages/messages.ts'
import { NotOnPhone } from '../settings/not-on-phone.tsx'
import { filterOf } from './filter.ts'
import { readLines } from './read-lines.ts'

const text = messages.activity.export
const FORMATS = ['jsonl', 'csv'] as const
const TYPES = { jsonl: 'application/jsonl', csv: 'text/csv' }

/** Writes the entries that the filters let through to a file. */
export function ExportActivity({ search }: { readonly search: ActivitySearch }) {
  const keyholder = useKeyholder()
  const write = useCommand(
    async (format: (typeof FORMATS)[number]) => {
      const day = new Date(keyholder.ports.platform.clock()).toISOString().slice(0, 10)
      const { parts, entries } = await PARTS[format](keyholder, filterOf(search))
      saveFile(`keyward-activity-${day}.${format}`, TYPES[format], parts)
      return entries
    },
    { done: text.done },
  )
  return (
    <Section title={text.title}>
      <p className="text-note text-soft">{text.text}</p>
      <NotOnPhone>
        <Problem problem={write.problem} />
        <div className="flex flex-wrap gap-2">
          {FORMATS.map((format) => (
            <Button
              key={format}
              icon={<FileDown />}
              isDisabled={write.isPending}
              onPress={() => void write.run(format)}
            >
              {text[format]}
            </Button>
          ))}
        </div>
      </NotOnPhone>
    </Section>
  )
}

interface Parts {
  readonly parts: string[]
  readonly entries: number
}

/** What a file is made of, by its format. */
const PARTS: Readonly<
  Record<'jsonl' | 'csv', (keyholder: Keyholder, filter: ActivityFilter) => Promise<Parts>>
> = {
  async jsonl(keyholder, filter) {
    const parts: string[] = []
    let entries = 0
    const lines = exportActivity(keyholder, filter, (count) => {
      entries = count
    })
    for await (const line of lines) parts.push(`${line}\n`)
    return { parts, entries }
  },
  async csv({ session }, filter) {
    const rows = await readLines(session, filter, toCsvRow)
    return { parts: [CSV_HEADER, ...rows], entries: rows.length }
  },
}
