import type { DatabaseSync } from 'node:sqlite'
import { encodeBase64url } from '@keyward/codec'
import {
  type Deal,
  type ModExp,
  parseSignerShare,
  type SignerIdentity,
  type SignerShare,
} from '@keyward/cosigning/signer'
import type { Random } from '@keyward/primitives/signature'
import { Unprintable } from '@keyward/primitives/unprintable'
import { SignerError } from './error.ts'
import { isSamePlace, openFile, placeOf } from './file.ts'
import { Ledger, type NamedDeal, type Spent, type Use } from './ledger.ts'
import { OpenedHalves } from './opened.ts'
import { PowerThread } from './power.ts'

const ID_LENGTH = 16
const SEED_LENGTH = 32

interface Self {
  readonly signerId: string
  readonly seed: Uint8Array
  readonly publicKey: Uint8Array | null
}

/** A workspace by how it was made or restored. */
export interface Incarnated {
  readonly workspaceId: string
  readonly incarnation: string
}

/**
 * Opens a signer with its own store. A store that is a copy of another file begins anew: with a new
 * id and key, and without deals.
 *
 * @throws {SignerError} as `openFile`
 */
export function openSigner(options: { readonly path: string; readonly random: Random }): Signer {
  const database = openFile(options.path)
  try {
    return new Signer(database, placeOf(options.path), options.random)
  } catch (cause) {
    database.close()
    throw cause
  }
}

/**
 * What co-signs with grantees: it alone knows which parts of deals were answered. Everything is done
 * one after the other, each in a transaction of the store that has lasted once it resolves.
 */
export class Signer extends Unprintable {
  readonly #database: DatabaseSync
  readonly #ledger: Ledger
  readonly #random: Random
  readonly #place: string
  readonly #powers = new PowerThread()
  readonly #opened = new OpenedHalves()
  #self: Self
  #last: Promise<unknown> = Promise.resolve()
  #isClosed = false

  constructor(database: DatabaseSync, place: string, random: Random) {
    super('signer')
    this.#database = database
    this.#ledger = new Ledger(database)
    this.#place = place
    this.#random = random
    this.#self = this.#readSelf() ?? this.#begin()
  }

  get signerId(): string {
    return this.#self.signerId
  }

  /** What owners make deals for. */
  async identity(): Promise<SignerIdentity> {
    for (;;) {
      const { signerId, seed, publicKey } = this.#self
      if (publicKey !== null) return { signerId, signerKey: publicKey }
      const { publicKeyOf } = await import('./hpke.ts')
      await this.#keepPublicKey(signerId, await publicKeyOf(seed))
    }
  }

  /**
   * Opens the signer's half of a deal.
   *
   * @throws {SignerError} `signer.sealed`; {CosigningError} `share.*`
   */
  async share(deal: Deal, sealed: Uint8Array): Promise<SignerShare> {
    const { seed, signerId } = this.#self
    const { dealId } = deal
    const opened = await this.#opened.of(dealId, sealed, async () => {
      const { openHalf, privateKeyOf } = await import('./hpke.ts')
      return openHalf(await privateKeyOf(seed), sealed, { dealId, signerId })
    })
    return parseSignerShare(deal, opened)
  }

  /** The power modulo N that RS256 takes, in a thread. */
  get power(): ModExp {
    return this.#powers.power
  }

  /**
   * Takes deals. Returns for each whether it was new: one that was ever known is not taken again, nor
   * one that was made for another signer.
   */
  accept(deals: readonly NamedDeal[]): Promise<readonly boolean[]> {
    return this.#write(async () =>
      deals.map((deal) => this.#isOwn(deal) && this.#ledger.insert(deal)),
    )
  }

  /**
   * Marks parts as answered, for good, before it resolves. An answer is given only then; when this
   * throws nobody knows what was kept, so no answer is given.
   *
   * @param before is called with what came of each before anything is kept: nothing is when it
   *   throws. It returns deals that end with that.
   */
  spend(
    uses: readonly Use[],
    before: (spent: readonly Spent[]) => Promise<readonly string[]>,
  ): Promise<readonly Spent[]> {
    return this.#write(async () => {
      const spent = uses.map((use) => (this.#isOwn(use) ? this.#ledger.spend(use) : 'unknown'))
      this.#end(await before(spent))
      return spent
    })
  }

  /** Ends deals: nothing is answered by them from then on. */
  erase(dealIds: readonly string[]): Promise<void> {
    return this.#write(async () => this.#end(dealIds))
  }

  /**
   * A new id and key. All deals have ended and are forgotten: no half that was sealed before can be
   * opened, so that none of them is of use if it comes again.
   */
  renew(): Promise<void> {
    return this.#write(async () => {
      this.#self = this.#begin()
    })
  }

  /**
   * Compares what the database has with what this signer knows of it. Begins anew when a workspace
   * was restored from a backup since, or when the database knows of answers that this store does not.
   *
   * @param deals that live in the database, each with its next part
   * @returns the deals of the database that live here too; all others can be ended there
   */
  settle(
    workspaces: readonly Incarnated[],
    deals: ReadonlyMap<string, number>,
  ): Promise<ReadonlySet<string>> {
    return this.#write(async () => {
      const live = this.#ledger.live()
      const isBehind = [...deals].some(([dealId, next]) => (live.get(dealId) ?? next) < next)
      const isRestored = workspaces.map((one) => this.#note(one)).includes(false)
      if (isBehind || isRestored) {
        this.#self = this.#begin()
        for (const one of workspaces) this.#note(one)
        return new Set()
      }
      this.#end([...live.keys()].filter((dealId) => !deals.has(dealId)))
      return new Set([...deals.keys()].filter((dealId) => live.has(dealId)))
    })
  }

  /** Whether the workspace is as it was when the signer met it first. */
  knows(workspace: Incarnated): Promise<boolean> {
    const known = this.#incarnationOf(workspace)
    if (known !== undefined) return Promise.resolve(known === workspace.incarnation)
    return this.#write(async () => this.#note(workspace))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#last.catch(() => undefined)
    this.#opened.dropAll()
    await this.#powers.close()
    if (this.#database.isOpen) this.#database.close()
  }

  #isOwn({ signerId }: NamedDeal): boolean {
    return signerId === this.#self.signerId
  }

  #end(dealIds: readonly string[]): void {
    this.#ledger.erase(dealIds)
    this.#opened.drop(dealIds)
  }

  #readSelf(): Self | undefined {
    const row = this.#database.prepare('SELECT * FROM self').get()
    if (row === undefined || !isSamePlace(String(row['place']), this.#place)) return undefined
    return {
      signerId: String(row['signer_id']),
      seed: row['seed'] as Uint8Array,
      publicKey: row['public_key'] as Uint8Array | null,
    }
  }

  /** In one statement or within a transaction, so that there is always one whole self. */
  #begin(): Self {
    const signerId = encodeBase64url(this.#random(ID_LENGTH))
    const seed = this.#random(SEED_LENGTH)
    const isOwn = !this.#database.isTransaction
    if (isOwn) this.#database.exec('BEGIN IMMEDIATE')
    this.#ledger.forgetAll()
    this.#opened.dropAll()
    this.#database.exec('DELETE FROM workspaces')
    this.#database
      .prepare(
        'INSERT OR REPLACE INTO self (id, signer_id, seed, public_key, place) VALUES (1, ?, ?, NULL, ?)',
      )
      .run(signerId, seed, this.#place)
    if (isOwn) this.#database.exec('COMMIT')
    return { signerId, seed, publicKey: null }
  }

  /** Of the key that there still is. */
  #keepPublicKey(signerId: string, publicKey: Uint8Array): Promise<void> {
    return this.#write(async () => {
      if (this.#self.signerId !== signerId) return
      this.#database.prepare('UPDATE self SET public_key = ?').run(publicKey)
      this.#self = { ...this.#self, publicKey }
    })
  }

  #incarnationOf({ workspaceId }: Incarnated): string | undefined {
    const row = this.#database
      .prepare('SELECT incarnation FROM workspaces WHERE workspace_id = ?')
      .get(workspaceId)
    return row === undefined ? undefined : String(row['incarnation'])
  }

  #note(workspace: Incarnated): boolean {
    const known = this.#incarnationOf(workspace)
    if (known !== undefined) return known === workspace.incarnation
    this.#database
      .prepare('INSERT INTO workspaces (workspace_id, incarnation) VALUES (?, ?)')
      .run(workspace.workspaceId, workspace.incarnation)
    return true
  }

  /** One write after the other, each whole or not at all. */
  #write<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(async () => {
      if (this.#isClosed) throw new SignerError('signer.closed', 'The signer was closed.')
      const self = this.#self
      this.#database.exec('BEGIN IMMEDIATE')
      try {
        const result = await work()
        this.#database.exec('COMMIT')
        return result
      } catch (error) {
        this.#self = self
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
        throw error
      }
    })
    this.#last = run.catch(() => undefined)
    return run
  }
}
