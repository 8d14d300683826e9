import { messages } from '../../../messages/messages.ts'

/** "Mika", "Mika and Lena", "Mika, Lena and Tom". */
export function listed(words: readonly string[]): string {
  const [first = '', ...more] = words
  const last = more.pop()
  return last === undefined ? first : messages.sharing.and([first, ...more].join(', '), last)
}
