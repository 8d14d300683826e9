import { takePort } from './hand-over.ts'
import { relay } from './relay.ts'

takePort(relay)
