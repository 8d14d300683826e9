import { LogError } from '../error.ts'
import { isStatementSignedLater } from '../statement.ts'
import { notSigned, type Unverified } from '../verify.ts'

/** Signatures that are checked at once; the next ones are read meanwhile. */
const BATCH = 256

/** How many batches may be under way. */
const MOST_BATCHES = 4

/** Signatures that are checked while the lines after them are read. */
export class Signatures {
  #batch: { readonly line: number; readonly unverified: Unverified }[] = []
  readonly #underWay: Promise<number | undefined>[] = []

  /** Takes one to be checked together with those that follow it. */
  add(line: number, unverified: Unverified): void {
    this.#batch.push({ line, unverified })
  }

  /** Whether some have to be waited for before more are added. */
  get isFull(): boolean {
    return this.#batch.length >= BATCH
  }

  /** Waits until there is room for more. @throws {LogError} `log.statement-signature` */
  async makeRoom(): Promise<void> {
    this.#begin()
    if (this.#underWay.length >= MOST_BATCHES) await check(this.#underWay.shift())
  }

  /** Waits for all. @throws {LogError} `log.statement-signature` for the first that is not good */
  async settle(): Promise<void> {
    this.#begin()
    for (const batch of this.#underWay.splice(0)) await check(batch)
  }

  /** All at once: threads that wait for each single one would be woken for each. */
  #begin(): void {
    const answers = this.#batch.map(async ({ line, unverified: { publicKey, statement } }) =>
      (await isStatementSignedLater(publicKey, statement)) ? undefined : line,
    )
    this.#batch = []
    this.#underWay.push(
      Promise.all(answers).then((lines) => lines.find((line) => line !== undefined)),
    )
  }
}

async function check(batch: Promise<number | undefined> | undefined): Promise<void> {
  const line = await batch
  if (line !== undefined) throw at(line, notSigned())
}

/** The same error with the line in which it is. */
export function at(line: number, error: LogError): LogError {
  if (error.line !== undefined) return error
  return new LogError(error.rule, `Line ${line}: ${error.message}`, { cause: error, line })
}
