import { text } from 'node:stream/consumers'
import { openAgent } from '@keyward/agent'

interface Given {
  readonly folder: string
  readonly secret: string
  /** What is signed in to, as Perch asked. */
  readonly requests: readonly { readonly origin: string; readonly options: unknown }[]
}

/** An agent as a process of its own: signs in, writes the answers, and stays until it is ended. */
const { folder, secret, requests } = JSON.parse(await text(process.stdin)) as Given
const agent = await openAgent({ folder, secret, besideSigner: true })
for (const { origin, options } of requests) {
  const answer = await agent.signIn(options, { origin, reason: 'To be looked at.' })
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
process.stdout.write('DONE\n')
setInterval(() => agent.name, 60_000)
