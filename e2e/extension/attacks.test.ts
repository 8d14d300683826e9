import { describe } from 'vitest'
import { describeAttacks } from './probes/attacks.ts'
import { openStandInBrowser } from './world/stand-in-browser.ts'

describe('in Chromium', () => {
  describeAttacks(openStandInBrowser)
})
