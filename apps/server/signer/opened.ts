import { equalBytes } from '@keyward/codec'

interface Opened {
  readonly sealed: Uint8Array
  readonly half: Promise<Uint8Array>
}

/** Deals whose halves are kept open at most. */
const MOST = 500

/**
 * Halves of deals that were used lately, as opening one takes some milliseconds. They are
 * overwritten when they go.
 */
export class OpenedHalves {
  readonly #kept = new Map<string, Opened>()

  /** The half of a deal, opened when it is not kept. Whoever gets it neither changes nor keeps it. */
  async of(
    dealId: string,
    sealed: Uint8Array,
    open: () => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const known = this.#kept.get(dealId)
    // The newest use goes to the end.
    this.#kept.delete(dealId)
    const opened =
      known !== undefined && equalBytes(known.sealed, sealed) ? known : { sealed, half: open() }
    if (opened !== known) forget(known)
    this.#kept.set(dealId, opened)
    if (this.#kept.size > MOST) this.drop([...this.#kept.keys()].slice(0, 1))
    try {
      return await opened.half
    } catch (error) {
      if (this.#kept.get(dealId) === opened) this.#kept.delete(dealId)
      throw error
    }
  }

  drop(dealIds: readonly string[]): void {
    for (const dealId of dealIds) {
      forget(this.#kept.get(dealId))
      this.#kept.delete(dealId)
    }
  }

  dropAll(): void {
    this.drop([...this.#kept.keys()])
  }
}

function forget(opened: Opened | undefined): void {
  opened?.half.then(
    (half) => half.fill(0),
    () => undefined,
  )
}
