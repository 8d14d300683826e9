import { randomFillSync } from 'node:crypto'
import { ES256 } from '@keyward/primitives/keys'
import type { SigningBackend } from '@keyward/primitives/signature'
import { nobleBackend } from '@keyward/primitives/signature/noble'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { webCryptoBackend } from '@keyward/primitives/signature/webcrypto'
import { compare, type Task } from './harness.ts'
import type { Row } from './table.ts'

async function task(name: string, backend: SigningBackend): Promise<Task> {
  const { privateKey } = await backend.generate(ES256)
  const message = new Uint8Array(69)
  return { name, run: () => backend.sign(privateKey, message) }
}

/** The three signing backends, one ES256 key each, against the fastest. */
export async function signatureRows(quick: boolean): Promise<Row[]> {
  const rounds = quick ? 4 : 40
  const node = await task('node', nodeBackend())
  const webCrypto = await task('WebCrypto', webCryptoBackend(crypto.subtle))
  const noble = await task(
    'noble',
    nobleBackend((length) => randomFillSync(new Uint8Array(length))),
  )
  const rows: Row[] = []
  for (const other of [webCrypto, noble]) {
    rows.push({
      what: `ES256 signature by the ${other.name} backend, key cached`,
      reference: 'the node:crypto backend',
      ...(await compare(other, node, { rounds, batch: 50 })),
    })
  }
  return rows
}
