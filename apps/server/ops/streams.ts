/** The content type of live streams. */
const STREAM_TYPE = 'application/x-ndjson'

/** The live streams that are open, so that they can be counted, and ended when the server stops. */
export class OpenStreams {
  readonly #open = new Set<OpenStream>()
  readonly #onChange: (change: 1 | -1) => void
  #isClosed = false

  constructor(onChange: (change: 1 | -1) => void) {
    this.#onChange = onChange
  }

  /** The same answer; where it is a live stream, one that `closeAll` ends. */
  track(answer: Response): Response {
    const { body } = answer
    const isStream = answer.headers.get('content-type')?.startsWith(STREAM_TYPE) ?? false
    if (!isStream || body === null) return answer
    const stream = new OpenStream(body, () => {
      if (this.#open.delete(stream)) this.#onChange(-1)
    })
    this.#open.add(stream)
    this.#onChange(1)
    if (this.#isClosed) stream.end()
    return new Response(stream.readable, answer)
  }

  /** Ends all, and at once whichever comes later. Readers see a clean end. */
  closeAll(): void {
    this.#isClosed = true
    for (const stream of this.#open) stream.end()
  }
}

/** Passes a stream on until it ends by itself, its reader goes away or `end` is called. */
class OpenStream {
  readonly readable: ReadableStream<Uint8Array>
  readonly #source: ReadableStreamDefaultReader<Uint8Array>
  readonly #onEnd: () => void
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined

  constructor(source: ReadableStream<Uint8Array>, onEnd: () => void) {
    this.#source = source.getReader()
    this.#onEnd = onEnd
    this.readable = new ReadableStream({
      start: (controller) => void (this.#controller = controller),
      pull: () => this.#pull(),
      cancel: (reason) => {
        this.#leave()
        return this.#source.cancel(reason)
      },
    })
  }

  end(): void {
    this.#leave()?.close()
    // Whoever writes the stream learns that nobody reads it; how it takes that is its own matter.
    this.#source.cancel().catch(() => {})
  }

  async #pull(): Promise<void> {
    try {
      const { done, value } = await this.#source.read()
      if (done) this.#leave()?.close()
      else this.#controller?.enqueue(value)
    } catch (error) {
      this.#leave()?.error(error)
    }
  }

  /** The first caller gets the controller, to end the stream with it. */
  #leave(): ReadableStreamDefaultController<Uint8Array> | undefined {
    const controller = this.#controller
    this.#controller = undefined
    if (controller !== undefined) this.#onEnd()
    return controller
  }
}
