import { useSyncExternalStore } from 'react'
import { nowSpoken, watchSpoken } from './spoken.ts'

/** Where `speak` is heard. Its mark keeps it within reach while a dialog hides the rest of the page. */
export function SpokenRegion() {
  const { words, nth } = useSyncExternalStore(watchSpoken, nowSpoken, nowSpoken)
  return (
    <div data-live-announcer="true" aria-live="assertive" className="said">
      {words === '' ? null : <span key={nth}>{words}</span>}
    </div>
  )
}
