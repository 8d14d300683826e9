import { AgentError, refuseBesideSigner, thisHost } from '@keyward/agent'
import { KeyholderError } from '@keyward/keyholder/error'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { topUpDeals } from '@keyward/keyholder/commands'
import { CliError } from '../error.ts'
import { done } from '../frame/answer.ts'
import { command } from '../frame/command.ts'
import type { Context } from '../frame/context.ts'
import { remark } from '../output.ts'
import { readCount } from './read-count.ts'

const MINUTE = 60_000

export const dealer = command({
  path: ['dealer'],
  summary: 'Keeps sign-ins prepared for those with whom you share accounts, until Ctrl-C.',
  needs: 'unlocked',
  options: {
    every: { kind: 'text', value: 'MINUTES', help: 'how often it looks (1)' },
    once: { kind: 'switch', help: 'look once, and end' },
    'beside-signer': {
      kind: 'switch',
      help: 'run on the machine of the server, to try things out and never else',
    },
  },
  notes: [
    'Your other devices do this as well, whenever they synchronise: this is for a machine that is always on. It holds your keys, so it must be a machine of yours, and never that of the server: whoever reads both has every key that you share.',
    'With --passphrase-stdin it stays unlocked for as long as it runs.',
  ],
  async run(context, { options }) {
    const every = readCount('--every', options.every, 1)
    const keyholder = await context.unlocked()
    const { origin } = await keyholder.session.remote()
    if (!options['beside-signer']) await refuseHere(context, origin)
    const stop = new AbortController()
    const end = (): void => stop.abort()
    for (const signal of SIGNALS) process.on(signal, end)
    let made = 0
    try {
      do {
        made += await look(context, keyholder)
        if (!options.once) await keyholder.ports.platform.wait(every * MINUTE, stop.signal)
      } while (!options.once && !stop.signal.aborted)
    } finally {
      for (const signal of SIGNALS) process.off(signal, end)
    }
    return done(made === 1 ? '1 deal was made.' : `${made} deals were made.`, { made })
  },
})

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** @returns how many deals were made */
async function look(context: Context, keyholder: Keyholder): Promise<number> {
  const { terminal } = context
  // Nobody touches this machine: it is used by running.
  keyholder.session.touch()
  const { problem } = await keyholder.synchronise()
  if (problem !== undefined) {
    remark(terminal, `Not synchronised: ${problem.message}`)
    return 0
  }
  try {
    const { made, waiting } = await topUpDeals(await keyholder.desk())
    if (made > 0) remark(terminal, `Made ${made} deals.`)
    if (waiting > 0)
      remark(terminal, `${waiting} devices have not said yet where to their deals are sealed.`)
    return made
  } catch (error) {
    if (!(error instanceof KeyholderError && error.rule === 'remote.offline')) throw error
    remark(terminal, `Not synchronised: ${error.message}`)
    return 0
  }
}

/** @throws {CliError} `cli.home` */
async function refuseHere({ home }: Context, origin: string): Promise<void> {
  try {
    await refuseBesideSigner(thisHost(), home.folder, origin)
  } catch (error) {
    if (!(error instanceof AgentError)) throw error
    throw new CliError(
      'cli.home',
      'A dealer does not run on the machine of the server: whoever reads both has the keys that you share. Run it elsewhere, or say --beside-signer to try things out.',
      { cause: error },
    )
  }
}
