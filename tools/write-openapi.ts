import { writeFileSync } from 'node:fs'
import { openApi } from '@keyward/protocol/openapi'

const place = new URL('../docs/openapi.json', import.meta.url)
writeFileSync(place, `${JSON.stringify(openApi(), null, 2)}\n`)
console.log('Wrote docs/openapi.json.')
