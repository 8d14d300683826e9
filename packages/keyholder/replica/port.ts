/** The kinds of rows, each with keys of its own. A name is part of the stored formats. */
export const COLLECTIONS = [
  'meta',
  'chain',
  'lists',
  'writes',
  'keys',
  'pending',
  'activity',
  'index',
  'member',
  'apart',
  'directory',
] as const

export type Collection = (typeof COLLECTIONS)[number]

export interface Row {
  readonly key: string
  readonly value: Uint8Array
}

/** A row to be, or one to be gone when `value` is null. */
export interface Change {
  readonly collection: Collection
  readonly key: string
  readonly value: Uint8Array | null
}

/** What a row has to hold; null when it has to be absent. */
export interface Expectation {
  readonly collection: Collection
  readonly key: string
  readonly value: Uint8Array | null
}

export type ReplicaEvent = { readonly kind: 'changed' } | { readonly kind: 'lock' }

/**
 * Sealed or public bytes by collection and key. Knows nothing of what they mean.
 *
 * Any number of handles, in tabs or processes, may be open on one replica. Keys are any strings, and
 * values any bytes, the empty ones included. Bytes are copied when a call is made and when it
 * answers, so neither side sees what the other does to them. Every call rejects with a ReplicaError:
 * with `replica.closed` after `close`, and with another rule where the store itself fails.
 */
export interface ReplicaStore {
  /** The bytes, or undefined. */
  get(collection: Collection, key: string): Promise<Uint8Array | undefined>
  /**
   * All of a collection in key order (keys compare by UTF-16 code unit), from `after` (exclusive), at
   * most `limit`. The rows of one answer were there together.
   */
  list(
    collection: Collection,
    options?: { after?: string; limit?: number },
  ): Promise<readonly Row[]>
  /** Number of keys. */
  count(collection: Collection): Promise<number>
  /**
   * All changes or none, durable when it resolves (fsync'd where the platform can). A key that is
   * named twice gets the later value. Writes of one handle happen in the order of the calls. `expect`
   * lets a caller write only if a row still has the bytes that it read.
   *
   * Rejects with `replica.conflict` when an expectation does not hold, `replica.full` when there is
   * no room, and `replica.newer` when a newer program's data may only be read. Nothing is written
   * then.
   */
  write(batch: readonly Change[], expect?: readonly Expectation[]): Promise<void>
  /**
   * Told after another handle has written, erased or sent a signal; own writes are not told. Several
   * events of a kind may be told as one. Returns the way to stop.
   *
   * @throws {ReplicaError} `replica.closed`
   */
  watch(listener: (event: ReplicaEvent) => void): () => void
  /** Tells all others on the same replica, e.g. `lock`. Not stored. */
  signal(name: 'lock' | 'changed'): Promise<void>
  /**
   * Runs `work` while this handle is the one elected among all that share the replica. Its signal
   * fires when it loses the part (e.g. it was suspended and another took over), when `stop` fires,
   * and when the store is closed; until `work` notices, two may believe that they have the part, so
   * what they write has to be guarded with `expect`. Resolves when work ended, or without having run
   * it when `stop` fires or the store is closed before the election. Rejects with what `work` threw.
   */
  lead(work: (lost: AbortSignal) => Promise<void>, stop: AbortSignal): Promise<void>
  /** Erases every row of this replica. It can be used afterwards, and is empty. */
  erase(): Promise<void>
  /** Waits for writes that were called. Closing twice does nothing. */
  close(): Promise<void>
}
