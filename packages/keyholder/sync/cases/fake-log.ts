import { encodeBase64url } from '@keyward/codec'
import {
  type ActivityHead,
  addLeaf,
  encodeActivity,
  encodeSignedHead,
  genesisHead,
  headOf,
  leafHash,
  nextEntry,
  NO_PEAKS,
  planConsistency,
  proofOf,
  rootOf,
  signHead,
} from '@keyward/log'
import { type IdentityKey, identityFromSeed } from '@keyward/primitives/identity'
import type { Changes } from '@keyward/protocol'

/** The activity log of a server in memory. */
export class FakeLog {
  head: ActivityHead
  /** By which its heads are signed. */
  key: IdentityKey = identityFromSeed(new Uint8Array(32).fill(77))
  readonly #workspace: { readonly now: number }
  #peaks = NO_PEAKS
  readonly #completed: (readonly Uint8Array[])[] = []

  constructor(workspace: { readonly workspaceId: string; readonly now: number }) {
    this.#workspace = workspace
    this.head = genesisHead(workspace.workspaceId)
  }

  append(statement: Uint8Array): void {
    const entry = nextEntry(this.head, { time: this.#workspace.now, statement })
    const added = addLeaf(this.#peaks, leafHash(encodeActivity(entry)))
    this.#peaks = added.peaks
    this.#completed.push(added.completed)
    this.head = headOf(entry)
  }

  /** Where it ends, as an answer says it to who knows so many entries. */
  told(logSize = 0): Pick<Changes, 'activityHead' | 'logHead'> {
    const { sequence, hash } = this.head
    const head = signHead(
      this.key,
      { ...this.head, root: rootOf(this.#peaks) },
      this.#workspace.now,
    )
    const plan = logSize > sequence ? [] : planConsistency(logSize, sequence)
    const proof = proofOf(
      plan,
      ({ level, index }) => this.#completed[(index + 1) * 2 ** level - 1]?.[level] ?? hash,
    )
    return {
      activityHead: { sequence, hash: encodeBase64url(hash) },
      logHead: {
        signed: encodeBase64url(encodeSignedHead(head)),
        logKey: encodeBase64url(this.key.publicKey),
        consistency: proof.map(encodeBase64url),
      },
    }
  }
}
