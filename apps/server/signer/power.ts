import { Worker } from 'node:worker_threads'
import { CosigningError, type ModExp, type ModExpInput } from '@keyward/cosigning/signer'
import type { PowerAnswered, PowerAsked } from './power-worker.ts'

interface Waiting {
  resolve(power: Uint8Array): void
  reject(error: Error): void
}

/** Powers modulo N in a thread of their own, which begins with the first one and keeps no process alive. */
export class PowerThread {
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #last = 0
  #isClosed = false

  /** @throws {CosigningError} `modexp.refused` */
  readonly power: ModExp = (input) =>
    new Promise<Uint8Array>((resolve, reject) => {
      if (this.#isClosed) return reject(failed())
      const id = (this.#last += 1)
      this.#waiting.set(id, { resolve, reject })
      this.#thread().postMessage({ id, input: copyOf(input) } satisfies PowerAsked, [])
    })

  async close(): Promise<void> {
    this.#isClosed = true
    this.#failAll()
    await this.#worker?.terminate()
  }

  #thread(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = new Worker(new URL('power-worker.ts', import.meta.url))
    worker.unref()
    worker.on('message', ({ id, power }: PowerAnswered) => {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (power === undefined) waiting?.reject(failed())
      else waiting?.resolve(power)
    })
    const forget = (): void => {
      if (this.#worker !== worker) return
      this.#worker = undefined
      this.#failAll()
    }
    worker.on('error', forget)
    worker.on('exit', forget)
    this.#worker = worker
    return worker
  }

  #failAll(): void {
    for (const { reject } of this.#waiting.values()) reject(failed())
    this.#waiting.clear()
  }
}

/** Bytes of their own: a slice of a pool would be sent with all of the pool. */
function copyOf({ base, exponent, modulus }: ModExpInput): ModExpInput {
  return { base: base.slice(), exponent: exponent.slice(), modulus: modulus.slice() }
}

function failed(): CosigningError {
  return new CosigningError('modexp.refused', 'The power could not be taken.')
}
