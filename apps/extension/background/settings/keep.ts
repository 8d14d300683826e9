import { KEYS, readSettings, type Settings } from './settings.ts'

/** The storage areas of a browser, as far as they are used. */
export type Storage = Pick<typeof chrome.storage, 'local' | 'managed' | 'session' | 'onChanged'>

export interface SettingsKeeper {
  /** The settings as they are now; read once, then kept until something changes. */
  read(): Promise<Settings>
}

const LOCAL: readonly string[] = [KEYS.member, KEYS.hints, KEYS.server, KEYS.never, KEYS.policy]

/** @param onChange is told of each change, also of one that wakes the worker up */
export function keepSettings(storage: Storage, onChange: () => void): SettingsKeeper {
  let kept: Promise<Settings> | undefined
  storage.onChanged.addListener((changes, area) => {
    if (area === 'managed') void keepPolicy(storage)
    const keys = Object.keys(changes)
    if (!keys.some((key) => LOCAL.includes(key) || key === KEYS.unlocked)) return
    kept = undefined
    onChange()
  })
  void keepPolicy(storage)
  const read = async (): Promise<Settings> => {
    const [local, session] = await Promise.all([
      storage.local.get([...LOCAL]),
      storage.session.get(KEYS.unlocked),
    ])
    return readSettings(local, session)
  }
  return { read: () => (kept ??= read()) }
}

/**
 * Copies the managed policy to where it is read at once: a browser may take long to say what its
 * policy is, or never do so where there is none. Until then the policy of last time counts.
 */
async function keepPolicy({ local, managed }: Pick<Storage, 'local' | 'managed'>): Promise<void> {
  // Firefox refuses where no policy is set.
  const policy = await managed.get(null).catch(() => ({}))
  const before = (await local.get(KEYS.policy))[KEYS.policy] ?? {}
  if (JSON.stringify(policy) !== JSON.stringify(before)) await local.set({ [KEYS.policy]: policy })
}
