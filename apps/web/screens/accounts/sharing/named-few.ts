import { messages } from '../../../messages/messages.ts'
import { listed } from './listed.ts'

const MOST_NAMED = 3

/** "Mika, Lena and Tom", or "Mika, Lena and 3 more". */
export function namedFew(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return listed(names)
  const named = names.slice(0, MOST_NAMED - 1)
  return messages.collections.others(named.join(', '), names.length - named.length)
}
