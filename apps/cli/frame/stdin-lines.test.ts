import { expect, test } from 'vitest'
import { nobodyThere } from '../cases/keyward.ts'
import { stdinLines } from './stdin-lines.ts'

function linesOf(...pieces: (string | Uint8Array)[]) {
  const stdin = (async function* () {
    for (const piece of pieces) yield Buffer.from(piece as string)
  })()
  return stdinLines({
    stdin,
    stdinIsTty: false,
    stdoutIsTty: false,
    stderrIsTty: false,
    columns: undefined,
    keyboard: nobodyThere,
    writeOut: () => {},
    writeErr: () => {},
  })
}

test('gives one line after the other, however the pieces are cut', async () => {
  const lines = linesOf('fir', 'st\r\nsec', 'ond\nthird')
  expect(await lines.next()).toBe('first')
  expect(await lines.next()).toBe('second')
  expect(await lines.next()).toBe('third')
  await expect(lines.next()).rejects.toMatchObject({ rule: 'cli.passphrase' })
})

test('spaces belong to a passphrase, and so does a byte order mark', async () => {
  expect(await linesOf('  two words  \n').next()).toBe('  two words  ')
  expect(await linesOf('\uFEFFx\n').next()).toBe('\uFEFFx')
})

test.each([
  ['nothing', []],
  ['an empty line', ['\nx\n']],
  ['what is not UTF-8', [Uint8Array.of(0xff, 0x0a)]],
  ['what is too long', ['x'.repeat(5000)]],
  ['a line that is too long', [`${'x'.repeat(5000)}\n`]],
])('%s is no passphrase, and is not repeated', async (_, pieces) => {
  const error: unknown = await linesOf(...pieces)
    .next()
    .catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ rule: 'cli.passphrase' })
  expect((error as Error).message).not.toContain('xxx')
})

test('what comes after the lines can be JSON', async () => {
  const lines = linesOf('first\n{"a"', ':1}')
  await lines.next()
  expect(await lines.rest()).toEqual({ a: 1 })
  await expect(linesOf('').rest()).rejects.toMatchObject({ rule: 'cli.stdin-empty' })
  await expect(linesOf('{').rest()).rejects.toMatchObject({ rule: 'cli.stdin-json' })
})
