import type { Licences } from './library.ts'

/** Of what the app was built with: the build puts them in the place of this module (`vite.config.ts`). */
export const licences: Licences = { libraries: [], texts: [] }
