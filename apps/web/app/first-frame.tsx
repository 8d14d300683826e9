import { renderToString } from 'react-dom/server'
import { Opening } from './parts/opening.tsx'

/** What the app shows before any script has run: written into its page when it is built. */
export function firstFrame(): string {
  return renderToString(<Opening />)
}
