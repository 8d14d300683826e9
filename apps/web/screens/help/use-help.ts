import { KeyholderError } from '@keyward/keyholder/error'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { serverOrigin } from '../../platform/server-origin.ts'
import { useRead, type View } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import type { Block } from './markdown/page.ts'
import { readPage } from './markdown/read-page.ts'

const NAME = /^[a-z0-9-]{1,100}$/

/** A page of the help by its name, or what it answers to a question; `missing` when there is none. */
export function useHelp(page: string, question: string): View<readonly Block[] | 'missing'> {
  const { platform } = useKeyholder().ports
  return useRead(views.help(page, question), async () => {
    if (!NAME.test(page)) return 'missing'
    const address = new URL(page === 'index' ? '/help/' : `/help/${page}.md`, serverOrigin())
    if (question !== '') address.searchParams.set('ask', question)
    const answer = await fetched(platform.fetch, address.href)
    const isPage = answer.headers.get('content-type')?.startsWith('text/markdown') === true
    return answer.ok && isPage ? readPage(await answer.text()) : 'missing'
  })
}

async function fetched(fetch: typeof globalThis.fetch, address: string): Promise<Response> {
  try {
    return await fetch(address, { headers: { Accept: 'text/markdown' } })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new KeyholderError('remote.offline', 'The server can’t be reached.', { cause: error })
  }
}
