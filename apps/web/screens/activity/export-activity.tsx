import { CSV_HEADER, toCsvRow, toJsonLine } from '@keyward/log'
import { Button, Section } from '@keyward/ui'
import FileDown from 'lucide-react/icons/file-down'
import { Problem } from '../../app/parts/problem.tsx'
import type { ActivitySearch } from './search.ts'
import { saveFile } from '../../app/save-file.ts'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { messages } from '../../messages/messages.ts'
import { filterOf } from './filter.ts'
import { readLines } from './read-lines.ts'

const text = messages.activity.export
const FORMATS = ['jsonl', 'csv'] as const
const TYPES = { jsonl: 'application/jsonl', csv: 'text/csv' }

/** Writes the entries that the filters let through to a file. */
export function ExportActivity({ search }: { readonly search: ActivitySearch }) {
  const { session, ports } = useKeyholder()
  const write = useCommand(
    async (format: (typeof FORMATS)[number]) => {
      const line = format === 'csv' ? toCsvRow : lineOf
      const lines = await readLines(session, filterOf(search), line)
      const parts = format === 'csv' ? [CSV_HEADER, ...lines] : lines
      const day = new Date(ports.platform.clock()).toISOString().slice(0, 10)
      saveFile(`keyward-activity-${day}.${format}`, TYPES[format], parts)
      return lines.length
    },
    { done: text.done },
  )
  return (
    <Section title={text.title}>
      <p className="text-note text-soft">{text.text}</p>
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
    </Section>
  )
}

const lineOf: typeof toJsonLine = (entry) => `${toJsonLine(entry)}\n`
