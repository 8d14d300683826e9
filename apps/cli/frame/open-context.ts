import { AeadKey } from '@keyward/primitives/aead'
import { type Keyholder, openKeyholder } from '@keyward/keyholder/keyholder'
import { CliError } from '../error.ts'
import { holderAddress } from '../holder/address.ts'
import { fetchHeld, limitHolder, lockHolder } from '../holder/client.ts'
import type { Held } from '../holder/held.ts'
import type { Terminal } from '../terminal.ts'
import type { Context } from './context.ts'
import { homeOf } from '../home.ts'
import { nodePorts } from './platform.ts'
import { progressOn } from './progress.ts'
import { stdinLines } from './stdin-lines.ts'

/** What was typed that concerns every command. */
interface Common {
  readonly terminal: Terminal
  readonly env: Context['env']
  readonly home: string | undefined
  readonly passphraseStdin: boolean
}

/** A context for one command, and what has to be called when the command has ended. */
export function openContext(common: Common): {
  readonly context: Context
  readonly end: () => Promise<void>
} {
  const { terminal, env, passphraseStdin } = common
  const home = homeOf(common.home, env)
  const stdin = stdinLines(terminal)
  const ends: (() => void | Promise<void>)[] = []
  let opened: Promise<Keyholder> | undefined
  let held: Held | undefined
  let used: string | undefined
  const keyholder = (): Promise<Keyholder> => {
    opened ??= nodePorts(home).then(openKeyholder)
    return opened
  }
  const context: Context = {
    terminal,
    env,
    home,
    holder: holderAddress(home, env),
    progress: progressOn(terminal),
    stdin,
    passphraseStdin,
    keyholder,
    held: () => held,
    usedPassphrase: () => used,
    async unlocked() {
      const unlocked = await keyholder()
      if (unlocked.session.state.kind === 'unlocked') return unlocked
      if (unlocked.session.state.kind === 'none') throw noWorkspace()
      if (passphraseStdin) {
        used = await stdin.next()
        await unlocked.session.unlock({ by: 'passphrase', passphrase: used })
        return unlocked
      }
      held = await fetchHeld(context.holder)
      if (held === undefined) throw locked()
      const accountKey = new AeadKey(held.accountKey)
      const key = { by: 'key', accountKey, accountKeyEpoch: held.epoch } as const
      await unlocked.session.unlock(key).catch(async (error: unknown) => {
        // Another device has made new keys: this one opens nothing any more.
        await lockHolder(context.holder)
        throw error
      })
      ends.push(() => keepLimit(context, unlocked, held))
      return unlocked
    },
    atEnd: (work) => void ends.push(work),
  }
  const end = async (): Promise<void> => {
    for (const work of ends.toReversed()) await work()
    await (await opened?.catch(() => undefined))?.close()
  }
  return { context, end }
}

/** A policy that came in meanwhile holds for the holder too, and so does the end of the session. */
async function keepLimit(
  { holder }: Context,
  { session }: Keyholder,
  held: Held | undefined,
): Promise<void> {
  if (session.state.kind !== 'unlocked') {
    await lockHolder(holder)
    return
  }
  const { lockAfterMinutes } = session.membership().state.policies
  if (lockAfterMinutes !== held?.lockAfterMinutes) await limitHolder(holder, lockAfterMinutes)
}

function noWorkspace(): CliError {
  return new CliError(
    'cli.no-workspace',
    'Nobody is signed in here: run keyward workspace create, keyward members join or keyward login.',
  )
}

function locked(): CliError {
  return new CliError('cli.locked', 'Keyward is locked: run keyward unlock.')
}
