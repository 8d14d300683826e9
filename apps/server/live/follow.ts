import { encodeUtf8 } from '@keyward/codec'
import type { LiveLine } from '@keyward/protocol'
import type { LiveNews, LiveNewsItem } from './news.ts'

/** Between two lines of a quiet stream, in milliseconds. */
export const HEARTBEAT = 20_000

/** How often a stream looks whether the server stops. */
const TICK = 1000

/** What a line says besides the revision when there is nothing to say. */
const NOTHING = { approvals: false, joins: false, signInApprovals: false } as const

/** What one stream is about. */
export interface Following {
  readonly news: LiveNews
  readonly workspaceId: string
  readonly memberId: string
  /** Whether the member is told that somebody asks to join. */
  readonly mayAdmit: boolean
  readonly revision: () => Promise<number>
  /** Whether the session has ended. */
  readonly isOver: () => Promise<boolean>
  readonly isStopping: () => boolean
  readonly onEnd: () => void
}

/**
 * Lines of JSON: one at once, one for whatever concerns the member, and one every 20 seconds. However
 * slow the reader is, one line waits at most: it says what is newest. The stream ends with the
 * session, and when the server stops.
 */
export function followChanges(following: Following): ReadableStream<Uint8Array> {
  const stream = new Follower(following)
  return new ReadableStream(
    {
      start: (controller) => stream.start(controller),
      pull: () => stream.flush(),
      cancel: () => stream.end(),
    },
    { highWaterMark: 1 },
  )
}

class Follower {
  readonly #following: Following
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  #line: LiveLine = { revision: 0, ...NOTHING }
  #isDue = true
  #sinceLine = 0
  #isEnded = false
  #unfollow: () => void = () => undefined
  #timer: NodeJS.Timeout | undefined

  constructor(following: Following) {
    this.#following = following
  }

  async start(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    this.#controller = controller
    const { news, workspaceId } = this.#following
    // Listened to first, so that nothing that comes while the revision is read is missed.
    this.#unfollow = news.follow(workspaceId, (item) => void this.#hear(item))
    this.#timer = setInterval(() => void this.#tick(), TICK)
    this.#timer.unref()
    await this.#refresh()
    this.flush()
  }

  /** Gives the line that is due to a reader that has room for it. */
  flush(): void {
    if (this.#isEnded || !this.#isDue || (this.#controller?.desiredSize ?? 0) <= 0) return
    this.#isDue = false
    this.#sinceLine = 0
    this.#controller?.enqueue(encodeUtf8(`${JSON.stringify(this.#line)}\n`))
    this.#line = { ...this.#line, ...NOTHING }
  }

  /** Ends without a further line; the reader sees the end of the stream. */
  end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    clearInterval(this.#timer)
    this.#unfollow()
    this.#following.onEnd()
  }

  async #hear(item: LiveNewsItem): Promise<void> {
    const { memberId, mayAdmit } = this.#following
    if (item.kind === 'revision') {
      this.#line = { ...this.#line, revision: Math.max(this.#line.revision, item.revision) }
      return this.#send()
    }
    if (item.kind === 'join') {
      if (mayAdmit) this.#send({ joins: true })
      return
    }
    if (item.memberId !== undefined && item.memberId !== memberId) return
    if (item.kind === 'session') await this.#closeWhenOver()
    else if (item.kind === 'approval') this.#send({ approvals: true })
    else this.#send({ signInApprovals: true })
  }

  #send(more: Partial<LiveLine> = {}): void {
    this.#line = { ...this.#line, ...more }
    this.#isDue = true
    this.flush()
  }

  async #tick(): Promise<void> {
    if (this.#following.isStopping()) return this.#close()
    this.#sinceLine += TICK
    if (this.#sinceLine < HEARTBEAT) return
    this.#sinceLine = 0
    await this.#closeWhenOver()
    await this.#refresh()
    this.#send()
  }

  /** A revision that can't be read now is read at the next beat. */
  async #refresh(): Promise<void> {
    const revision = await this.#following.revision().catch(() => 0)
    this.#line = { ...this.#line, revision: Math.max(this.#line.revision, revision) }
  }

  async #closeWhenOver(): Promise<void> {
    const isOver = await this.#following.isOver().catch(() => false)
    if (isOver) this.#close()
  }

  #close(): void {
    if (this.#isEnded) return
    this.end()
    this.#controller?.close()
  }
}
