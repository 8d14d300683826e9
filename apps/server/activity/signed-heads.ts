import { equalBytes } from '@keyward/codec'
import { encodeSignedHead, type SignedHead, signHead } from '@keyward/log'
import type { IdentityKey } from '@keyward/primitives/identity'
import type { LogHead } from '@keyward/protocol'
import { textOf } from '../auth/text.ts'
import type { ActivityStore } from '../store/ports/activity.ts'

/** Workspaces whose heads are kept; the one that was signed first goes. */
const MOST = 1000

interface Place {
  readonly sequence: number
  readonly hash: Uint8Array
}

/** Signs where logs end, each end once in this process. */
export class SignedHeads {
  readonly #store: Pick<ActivityStore, 'head' | 'consistency'>
  readonly #key: IdentityKey
  readonly #clock: () => number
  readonly #signed = new Map<string, SignedHead>()

  constructor(
    store: Pick<ActivityStore, 'head' | 'consistency'>,
    key: IdentityKey,
    clock: () => number,
  ) {
    this.#store = store
    this.#key = key
    this.#clock = clock
  }

  /** 32 bytes. */
  get publicKey(): Uint8Array {
    return this.#key.publicKey
  }

  /**
   * The end of a workspace's log, signed.
   *
   * @param known where it ends, if that was just read: then it is signed only if it is new
   * @throws {StoreError} `not_found`
   */
  async of(workspaceId: string, known?: Place): Promise<SignedHead> {
    const signed = this.#signed.get(workspaceId)
    if (signed !== undefined && known !== undefined && isSame(signed, known)) return signed
    const head = await this.#store.head(workspaceId)
    if (signed !== undefined && isSame(signed, head)) return signed
    const made = signHead(this.#key, head, this.#clock())
    const [oldest] = this.#signed.keys()
    if (this.#signed.size >= MOST && oldest !== undefined) this.#signed.delete(oldest)
    this.#signed.set(workspaceId, made)
    return made
  }

  /** A head as it is answered, with the proof that the log goes on from so many entries. */
  async answer(head: SignedHead, logSize: number | undefined): Promise<LogHead> {
    const { workspaceId, sequence } = head
    const isLonger = logSize !== undefined && logSize > 0 && logSize < sequence
    const proof = isLonger ? await this.#store.consistency(workspaceId, logSize, sequence) : []
    return {
      signed: textOf(encodeSignedHead(head)),
      logKey: textOf(this.publicKey),
      consistency: proof.map(textOf),
    }
  }
}

function isSame(one: Place, other: Place): boolean {
  return one.sequence === other.sequence && equalBytes(one.hash, other.hash)
}
