import { createHash } from 'node:crypto'
import type { Directory as DirectoryAnswer, DirectoryApp } from '@keyward/protocol'
import { LIMITS } from '@keyward/protocol'
import type { AppList, DirectoryStore } from '../store/ports/directory.ts'
import { OWN_APPS } from './own-list.ts'
import { AppListError, parseAppList } from './parse-list.ts'

type Whole = DirectoryAnswer & { readonly apps: DirectoryApp[] }

/** Later ones replace an app of the same domain. */
const ORDER = ['fetched', 'imported'] as const satisfies readonly AppList['source'][]

/** All lists as one. It is put together when one of them has changed. */
export class Directory {
  readonly #store: DirectoryStore
  #made: { readonly of: string; readonly whole: Whole } | undefined

  constructor(store: DirectoryStore) {
    this.#store = store
  }

  /** The apps; null for those of a client that has this version already. */
  async read(have: string | undefined): Promise<DirectoryAnswer> {
    const lists = await this.#store.lists()
    const of = lists.map(({ source, updatedAt }) => `${source} ${updatedAt}`).join()
    if (this.#made?.of !== of) this.#made = { of, whole: joinLists(OWN_APPS, lists) }
    const { whole } = this.#made
    return have === whole.version ? { ...whole, apps: null } : whole
  }
}

/** One list of all, by name. Where two have an app at one home, the later list has the word. */
export function joinLists(own: readonly DirectoryApp[], lists: readonly AppList[]): Whole {
  const inOrder = ORDER.flatMap((source) => lists.filter((list) => list.source === source))
  const byHome = new Map<string, DirectoryApp>()
  for (const app of [own, ...inOrder.map(readable)].flat()) {
    const [home = ''] = app.domains
    byHome.set(home, withKnown(app, byHome.get(home)))
  }
  const apps = [...byHome.values()]
    .toSorted((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()))
    .slice(0, LIMITS.directoryApps)
  const hash = createHash('sha256').update(JSON.stringify(apps)).digest('base64url')
  const times = lists.map(({ updatedAt }) => updatedAt)
  return {
    version: hash.slice(0, 22),
    updatedAt: times.length === 0 ? null : Math.max(...times),
    apps,
  }
}

/** A list that this version can't read counts as none, until it is fetched or imported again. */
function readable({ apps }: AppList): readonly DirectoryApp[] {
  try {
    return parseAppList(apps).apps
  } catch (error) {
    if (error instanceof AppListError) return []
    throw error
  }
}

/** An app with what only the list before knew of it. */
function withKnown(app: DirectoryApp, before: DirectoryApp | undefined): DirectoryApp {
  if (before === undefined) return app
  const domains = [...new Set([...app.domains, ...before.domains])].slice(0, LIMITS.appDomains)
  return {
    ...app,
    domains,
    settings: app.settings ?? before.settings,
    documentation: app.documentation ?? before.documentation,
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
