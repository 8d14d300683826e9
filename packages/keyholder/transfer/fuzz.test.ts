import { encodeUtf8 } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { encodeCxfPasskey } from '@keyward/webauthn/exchange'
import { describe, expect, test } from 'vitest'
import { encodeProfile } from '../accounts/content/profile.ts'
import { Secret } from '../accounts/content/secret.ts'
import { encodeSecrets } from '../accounts/content/secrets.ts'
import { readBitwarden } from './bitwarden/read.ts'
import { EDIT, idOf, realSource } from './cases/accounts.ts'
import { expectCounted } from './cases/expect-counted.ts'
import { fullAccount } from './cases/frozen.ts'
import { bitwardenFile, bitwardenLogin, cxfFile } from './cases/json-file.ts'
import { foreignDatabase } from './cases/kdbx.ts'
import { exportPorts, importPorts } from './cases/ports.ts'
import { readCxf } from './cxf/read.ts'
import { detect, type Detected } from './detect.ts'
import { TransferError } from './error.ts'
import { loginContent } from './imports/imported.ts'
import { mergeRows } from './imports/merge-rows.ts'
import type { ForeignRows } from './imports/rows.ts'
import { readDatabase } from './kdbx/read.ts'
import { readImport } from './read-import.ts'
import { encodeContent, parseContent } from './sealed/content.ts'
import { parseSealedFile } from './sealed/envelope.ts'
import { writeExport } from './write-export.ts'

const runs = fuzzRuns()
const isOwnError = (error: unknown): boolean => error instanceof TransferError

/** Importing RSA takes no curve arithmetic, so that many more runs fit into the same time. */
const rsa = encodeCxfPasskey(realSource('rsa', { kind: 2 }))

const CXF = cxfFile(
  [
    {
      id: 'i',
      title: 'Perch',
      scope: { urls: ['https://perch.example'], androidApps: [{ bundleId: 'com.perch' }] },
      creationAt: 1_700_000_000,
      credentials: [
        { type: 'basic-auth', username: { value: 'ana' }, password: { value: 'pw' } },
        { type: 'totp', secret: 'JBSW', period: 30, digits: 6, algorithm: 'sha1' },
        { type: 'note', content: { value: 'n' } },
        { type: 'custom-fields', fields: [{ label: 'a', value: 'b' }] },
        { type: 'wifi', ssid: { value: 'x' } },
      ],
      tags: ['one', 'two'],
    },
    { title: 'Nest', credentials: [rsa] },
  ],
  [{ title: 'Team', items: [{ item: 'i' }], subCollections: [{ title: 'x', items: [] }] }],
)

const BITWARDEN = bitwardenFile([
  bitwardenLogin(
    {
      username: 'ana',
      password: 'pw',
      totp: 'otpauth://totp/?secret=JBSW',
      uris: [{ uri: 'https://perch.example', match: null }],
    },
    { folderId: 'f1', notes: 'n', fields: [{ name: 'a', value: 'b', type: 0 }] },
  ),
  bitwardenLogin({
    username: 'bo',
    fido2Credentials: [
      {
        credentialId: '52217b91-73f1-4fea-b3f2-54a7959fd5aa',
        rpId: 'perch.example',
        userHandle: 'c3R1ZGlv',
        counter: '0',
        keyValue: rsa.key,
      },
    ],
  }),
  { type: 2, name: 'note' },
])

/** Whatever was read adds up, and can be stored. */
function expectSound({ rows, drafts, notices }: ForeignRows): void {
  const accounts = mergeRows(drafts, importPorts.suffixes, notices)
  expectCounted({ format: 'cxf', rows, accounts, notices: notices.sorted() })
  for (const account of accounts) {
    const { profile, secrets } = loginContent(account, EDIT)
    encodeProfile(profile)
    encodeSecrets(secrets)
  }
}

function rowsOf(detected: Detected): ForeignRows {
  if (detected.format === 'cxf') return readCxf(detected.root)
  if (detected.format === 'bitwarden') return readBitwarden(detected.root)
  throw new TransferError('format.unknown', 'Not what this test is about.')
}

/** The inputs that the fuzzer makes, for parsers that have to be waited for. */
function mutants(name: string, samples: readonly Uint8Array[], count: number): Uint8Array[] {
  const inputs: Uint8Array[] = []
  fuzzParser({
    name,
    samples,
    parse: (bytes) => inputs.push(bytes.slice()),
    isOwnError,
    runs: count,
  })
  return inputs
}

describe('hostile files give a TransferError or accounts that add up', () => {
  test.each([
    ['CXF', CXF],
    ['Bitwarden', BITWARDEN],
  ])('%s', (name, sample) => {
    const { accepted, refused } = fuzzParser({
      name,
      samples: [sample],
      parse: (bytes) => expectSound(rowsOf(detect(bytes))),
      isOwnError,
      runs,
    })
    expect(accepted).toBeGreaterThan(runs / 20)
    expect(refused).toBeGreaterThan(runs / 20)
  })

  test('the encrypted export, before it is opened', async () => {
    const { bytes } = await writeExport('keyward', [], exportPorts())
    const { accepted, refused } = fuzzParser({
      name: 'sealed file',
      samples: [bytes],
      parse: (input) => {
        const detected = detect(input)
        return detected.format === 'keyward' && parseSealedFile(detected.root)
      },
      isOwnError,
      runs,
    })
    expect(accepted).toBeGreaterThan(runs / 20)
    expect(refused).toBeGreaterThan(runs / 20)
  })

  test('the encrypted export, once it is opened', () => {
    const { profile, secrets } = fullAccount()
    const raw = { profile: encodeProfile(profile), secrets: new Secret(encodeSecrets(secrets)) }
    const rows = [0, 1].map((i) => ({ accountId: idOf(String(i)), raw }))
    const { accepted, refused } = fuzzParser({
      name: 'sealed content',
      samples: [encodeContent(rows, 1)],
      parse: (bytes) => {
        const { rows: count, accounts, notices } = parseContent(bytes)
        expectCounted({ format: 'keyward', rows: count, accounts, notices: notices.sorted() })
      },
      isOwnError,
      runs,
    })
    expect(accepted).toBeGreaterThan(runs / 20)
    expect(refused).toBeGreaterThan(runs / 20)
  })

  // The library opens far fewer databases in the same time.
  test('KDBX, before and after it is opened', async () => {
    const db = await foreignDatabase()
    db.add({ Title: 'Perch', UserName: 'ana', Password: 'pw', URL: 'perch.example', otp: 'JBSW' })
    const files = mutants('KDBX', [await db.save()], runs / 10)
    const xmls = mutants('KDBX content', [encodeUtf8(await db.kdbx.saveXml())], runs / 10)
    const outcome = { accepted: 0, refused: 0 }
    for (const file of files) {
      const isAccepted = await readImport(file, importPorts).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(TransferError)
          return false
        },
      )
      outcome[isAccepted ? 'accepted' : 'refused'] += 1
    }
    expect(outcome.refused).toBeGreaterThan(runs / 200)
    expect(outcome.accepted).toBeGreaterThan(runs / 200)
    let read = 0
    for (const xml of xmls) {
      const { kdbx, library } = db
      const text = Buffer.from(xml).toString('utf8')
      const opened = await library.Kdbx.loadXml(text, kdbx.credentials).catch(() => undefined)
      if (opened === undefined) continue
      expectSound(readDatabase(opened))
      read += 1
    }
    expect(read).toBeGreaterThan(runs / 200)
  })
})
