import type { Keyholder } from '@keyward/keyholder/keyholder'
import type { Held } from '../holder/held.ts'
import type { Terminal } from '../terminal.ts'
import type { Home } from '../home.ts'
import type { Progress } from './progress.ts'
import type { StdinLines } from './stdin-lines.ts'

/** What a running command has at hand. */
export interface Context {
  readonly terminal: Terminal
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: Home
  /** Where the home's holder listens. */
  readonly holder: string
  readonly progress: Progress
  readonly stdin: StdinLines
  /** Whether the first line of standard input is the passphrase. */
  readonly passphraseStdin: boolean
  /**
   * This device's copy, whether or not anybody is signed in.
   *
   * @throws {ReplicaError}
   * @throws {CliError} `cli.home`
   */
  readonly keyholder: () => Promise<Keyholder>
  /**
   * The same, unlocked: by the passphrase on standard input where that was said, else by the key that
   * `keyward unlock` left with the holder.
   *
   * @throws {CliError} `cli.no-workspace`, `cli.locked`
   * @throws {KeyholderError} `session.*`, `remote.*`
   */
  readonly unlocked: () => Promise<Keyholder>
  /** What the holder gave, when that was what unlocked. */
  readonly held: () => Held | undefined
  /** The passphrase that unlocked this very command, from standard input. */
  readonly usedPassphrase: () => string | undefined
  /** Told when the command has ended, however it did. */
  readonly atEnd: (work: () => void | Promise<void>) => void
}
