import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const PIECE = 16 * 1024 * 1024

/**
 * Which of the needles stand anywhere in the memory that a process of this user's may write to, by
 * their names. For Linux.
 */
export function foundInMemory(
  pid: number,
  needles: Readonly<Record<string, Uint8Array>>,
): Set<string> {
  const wanted = Object.entries(needles).map(([name, bytes]) => [name, Buffer.from(bytes)] as const)
  const longest = Math.max(...wanted.map(([, bytes]) => bytes.length))
  const found = new Set<string>()
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const piece = Buffer.alloc(PIECE + longest)
  try {
    for (const [from, to] of writable(pid))
      for (let at = from; at < to; at += PIECE) {
        const length = read(memory, piece, Math.min(to - at, piece.length), at)
        const there = piece.subarray(0, length)
        for (const [name, bytes] of wanted) if (there.includes(bytes)) found.add(name)
      }
  } finally {
    closeSync(memory)
  }
  return found
}

/** The ways in which bytes of a key may stand in memory: as they are, as limbs, and as text. */
export function spellings(name: string, bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  const buffer = Buffer.from(bytes)
  return {
    [`${name} as bytes`]: buffer,
    // A BigInt has its lowest digit first.
    [`${name} reversed`]: Buffer.from(bytes.toReversed()),
    [`${name} in hexadecimal`]: Buffer.from(buffer.toString('hex')),
    [`${name} in base64url`]: Buffer.from(buffer.toString('base64url')),
  }
}

function writable(pid: number): [from: number, to: number][] {
  const lines = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')
  return lines.flatMap((line): [number, number][] => {
    const [, from = '', to = ''] = /^([\da-f]+)-([\da-f]+) rw/.exec(line) ?? []
    return from === '' ? [] : [[Number.parseInt(from, 16), Number.parseInt(to, 16)]]
  })
}

/** What was mapped and never touched can't be read. */
function read(file: number, into: Buffer, length: number, at: number): number {
  try {
    return readSync(file, into, 0, length, at)
  } catch {
    return 0
  }
}
