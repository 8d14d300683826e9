import { concatBytes } from '@keyward/codec'
import { TransferError } from '../error.ts'

/**
 * Inflates gzip up to a limit: a few bytes can stand for any number of them.
 *
 * @throws {TransferError} `file.too-large`, `file.malformed`
 */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const chunk = await next(reader)
    if (chunk === undefined) return concatBytes(...chunks)
    length += chunk.length
    if (length > most) {
      await reader.cancel()
      throw new TransferError('file.too-large', 'The content of the file is too large.')
    }
    chunks.push(chunk)
  }
}

async function next(reader: {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>
}): Promise<Uint8Array | undefined> {
  try {
    const { done, value } = await reader.read()
    return done ? undefined : value
  } catch (error) {
    throw new TransferError('file.malformed', 'The content of the file is no gzip.', {
      cause: error,
    })
  }
}
