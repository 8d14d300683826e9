import { parentPort } from 'node:worker_threads'
import { type ModExpInput } from '@keyward/cosigning/signer'
import { nodeModExp } from '@keyward/cosigning/modexp/node'

/** What the thread is asked. */
export interface PowerAsked {
  readonly id: number
  readonly input: ModExpInput
}

/** What it answers: nothing more than that it failed, where it did. */
export interface PowerAnswered {
  readonly id: number
  readonly power: Uint8Array | undefined
}

parentPort?.on('message', ({ id, input }: PowerAsked) => {
  parentPort?.postMessage({ id, power: powerOf(input) } satisfies PowerAnswered, [])
})

function powerOf(input: ModExpInput): Uint8Array | undefined {
  try {
    return nodeModExp(input) as Uint8Array
  } catch {
    return undefined
  } finally {
    input.exponent.fill(0)
  }
}
