import { createHash } from 'node:crypto'
import { encodeBase64url } from '@keyward/codec'
import {
  type ActivityEntry,
  addLeaf,
  encodeActivity,
  encodeStatement,
  endLine,
  genesisHead,
  hashActivity,
  headerLine,
  headLine,
  leafHash,
  nextEntry,
  NO_PEAKS,
  rootOf,
  type ServerReport,
  signHead,
  signStatement,
  toJsonLine,
  verifyFile,
} from '@keyward/log'
import { identityFromSeed } from '@keyward/primitives/identity'
import { compare, sample, type Task } from './harness.ts'
import type { Row } from './table.ts'

const SECOND = 1_000_000

/** Entries of the budget. */
const ENTRIES = 100_000

/** Devices of five hundred members who sign in on two each. */
const DEVICES = 1000

const key = (n: number) => identityFromSeed(seedOf(`device ${n}`))
const seedOf = (label: string) => new Uint8Array(createHash('sha256').update(label).digest())
const idOf = (label: string) => encodeBase64url(seedOf(label).slice(0, 16))

const workspaceId = idOf('workspace')
const accountId = idOf('account')

interface Log {
  readonly lines: readonly string[]
  readonly encoded: readonly Uint8Array[]
  readonly devices: ReadonlyMap<string, Uint8Array>
}

/** The rows of the budgets about the activity log. */
export async function logRows(quick: boolean): Promise<Row[]> {
  const count = quick ? 2000 : ENTRIES
  const rounds = quick ? 1 : 3
  const log = makeLog(count)
  const at = `${count.toLocaleString('en')} entries`
  const verify: Task = { name: 'verify', run: () => verified(log) }
  const hash: Task = { name: 'SHA-256', run: () => hashLines(log.lines) }
  return [
    {
      what: `an exported activity log verified, ${at}, every other one signed by a device`,
      reference: 'bare SHA-256 over the same bytes',
      most: 10 * SECOND,
      ...(await compare(verify, hash, { rounds, batch: 1 })),
    },
    {
      what: `the hash tree over the activity log, ${at}, added one by one`,
      ...(await sample({ name: 'tree', run: () => rootOfAll(log.encoded) }, rounds)),
    },
  ]
}

async function verified({ lines, devices }: Log): Promise<void> {
  const { entries } = await verifyFile(lines, {
    membership: () => ({
      take: () => undefined,
      devices: (_, deviceId) => devices.get(deviceId),
    }),
  })
  if (entries !== lines.length - 3) throw new Error('Not every entry was verified.')
}

function hashLines(lines: readonly string[]): Buffer {
  const hash = createHash('sha256')
  for (const line of lines) hash.update(line)
  return hash.digest()
}

function rootOfAll(encoded: readonly Uint8Array[]): Uint8Array {
  return rootOf(encoded.reduce((peaks, bytes) => addLeaf(peaks, leafHash(bytes)).peaks, NO_PEAKS))
}

/** Sign-ins that devices signed, in turn with what the server tells of. */
function makeLog(count: number): Log {
  const keys = Array.from({ length: Math.min(DEVICES, count) }, (_, n) => key(n))
  const devices = new Map(keys.map(({ publicKey }, n) => [idOf(`device ${n}`), publicKey]))
  const encoded: Uint8Array[] = []
  const lines: string[] = []
  let head = genesisHead(workspaceId)
  for (let n = 0; n < count; n += 1) {
    const entry: ActivityEntry = nextEntry(head, n % 2 === 0 ? signIn(keys, n) : served(n))
    head = { workspaceId, sequence: entry.sequence, hash: hashActivity(entry) }
    encoded.push(encodeActivity(entry))
    lines.push(toJsonLine(entry))
  }
  const logKey = key(-1)
  const signed = signHead(logKey, { ...head, root: rootOfAll(encoded) }, 1)
  return {
    encoded,
    devices,
    lines: [
      headerLine({ workspaceId, isWhole: true, membership: 0 }),
      headLine({ head: signed, logKey: logKey.publicKey }),
      ...lines,
      endLine(count),
    ],
  }
}

function signIn(keys: readonly ReturnType<typeof key>[], n: number) {
  const who = n % keys.length
  const signed = signStatement(keys[who] as ReturnType<typeof key>, {
    workspaceId,
    memberId: idOf(`member ${who >> 1}`),
    deviceId: idOf(`device ${who}`),
    statementId: idOf(`statement ${n}`),
    at: n,
    event: 'passkey-signed-in',
    subject: { accountId, credentialIdHash: seedOf(`credential ${n}`) },
  })
  return { time: n, statement: encodeStatement(signed) }
}

function served(n: number): ServerReport {
  return {
    time: n,
    memberId: idOf(`member ${n}`),
    deviceId: idOf(`device ${n}`),
    event: 'account-changed',
    subject: { accountId, version: n },
  }
}
