import { LogError } from '../error.ts'
import { isStatementSignedLater } from '../statement.ts'
import { notSigned, type Unverified } from '../verify.ts'

/** Signatures that are checked at once; the next ones are read meanwhile. */
const BATCH = 256

/** How many batches may be under way. */
const MOST_BATCHES = 4

/** Signatures that are checked while the lines after them are read. */
export class Signatures {
  #batch: Promise<number | undefined>[] = []
  readonly #underWay: Promise<number | undefined>[] = []

  /** Begins to check one. */
  add(line: number, { publicKey, statement }: Unverified): void {
    this.#batch.push(
      isStatementSignedLater(publicKey, statement).then((isGood) => (isGood ? undefined : line)),
    )
  }

  /** Whether some have to be waited for before more are added. */
  get isFull(): boolean {
    return this.#batch.length >= BATCH
  }

  /** Waits until there is room for more. @throws {LogError} `log.statement-signature` */
  async makeRoom(): Promise<void> {
    this.#underWay.push(firstOf(this.#batch))
    this.#batch = []
    if (this.#underWay.length >= MOST_BATCHES) await check(this.#underWay.shift())
  }

  /** Waits for all. @throws {LogError} `log.statement-signature` for the first that is not good */
  async settle(): Promise<void> {
    for (const batch of [...this.#underWay.splice(0), firstOf(this.#batch)]) await check(batch)
    this.#batch = []
  }
}

async function firstOf(batch: readonly Promise<number | undefined>[]): Promise<number | undefined> {
  return (await Promise.all(batch)).find((line) => line !== undefined)
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
