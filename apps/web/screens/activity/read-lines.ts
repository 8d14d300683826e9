import { fetchActivity, type ActivityFilter } from '@keyward/keyholder/commands'
import type { ActivityEntry } from '@keyward/log'
import type { Session } from '@keyward/keyholder/session'

/** The entries that fit, each as a line, from the first. @throws {KeyholderError} as `fetchActivity` */
export async function readLines(
  session: Pick<Session, 'call'>,
  filter: ActivityFilter,
  line: (entry: ActivityEntry) => string,
  told: (count: number) => void = () => {},
): Promise<string[]> {
  const lines: string[] = []
  for await (const page of fetchActivity(session, filter)) {
    for (const entry of page) lines.push(line(entry))
    told(lines.length)
  }
  return lines
}
