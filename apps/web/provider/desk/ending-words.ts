import { prompt } from '../../messages/en/provider-browser.ts'
import { endings } from '../../messages/en/provider-endings.ts'
import { provider } from '../../messages/en/provider.ts'
import type { Ending } from './ending.ts'

interface Words {
  readonly title: string
  readonly text: string
}

/** How a request ended, in words. A browser has its own where a phone is spoken of. */
export function endingWords(ending: Ending): Words {
  const { kind } = ending
  if (import.meta.env.MODE === 'extension') {
    const own: Partial<Record<string, Words>> = prompt.endings
    const words = own[kind]
    if (words !== undefined) return words
  }
  const { title } = endings[kind]
  if (kind === 'shared-limit')
    return { title, text: endings[kind].text(endings.limits[ending.limit]) }
  if (kind === 'not-believed')
    return { title, text: endings[kind].text(provider.trust.reasons[ending.reason]) }
  return { title, text: endings[kind].text }
}
