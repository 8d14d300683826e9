import type { DirectoryStore } from '../store/ports/directory.ts'
import { AppListError, parseAppList } from './parse-list.ts'

const DAY = 24 * 3_600_000

interface Log {
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
}

/** Gives the text at the configured address; undefined where it can't be had. */
export type FetchList = () => Promise<string | undefined>

export interface Refreshing {
  /** Asks no more; resolves when a refresh under way has ended. */
  stop(): Promise<void>
}

/**
 * Fetches the configured list at once and then every day. One that can't be had, or is no list, is
 * logged, and the one before stays.
 */
export function startRefreshing({
  fetchList,
  store,
  clock,
  log,
  everyMs = DAY,
}: {
  readonly fetchList: FetchList
  readonly store: Pick<DirectoryStore, 'put'>
  readonly clock: () => number
  readonly log: Log
  readonly everyMs?: number
}): Refreshing {
  let running: Promise<void> | undefined
  const begin = (): void => {
    running ??= refresh({ fetchList, store, clock, log }).finally(() => (running = undefined))
  }
  begin()
  const timer = setInterval(begin, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

async function refresh({
  fetchList,
  store,
  clock,
  log,
}: Omit<Parameters<typeof startRefreshing>[0], 'everyMs'>): Promise<void> {
  try {
    const text = await fetchList()
    if (text === undefined) {
      return log.warn({}, 'The list of apps could not be fetched; it is tried again tomorrow.')
    }
    const { apps, skipped } = parseAppList(text)
    await store.put({ source: 'fetched', updatedAt: clock(), apps: JSON.stringify(apps) })
    log.info({ apps: apps.length, skipped }, 'The list of apps was fetched.')
  } catch (error) {
    const rule = error instanceof AppListError ? error.code : undefined
    log.error({ rule, err: error }, 'The list of apps could not be taken over; the old one stays.')
  }
}
