import { describe } from 'vitest'
import { describeAttacks } from './probes/attacks.ts'
import { openStandInFirefox } from './world/stand-in-firefox.ts'

describe('in Firefox', () => {
  describeAttacks(openStandInFirefox)
})
