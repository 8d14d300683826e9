import { ChannelError } from '@keyward/channel'
import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { addHeadlessUse, encodeHeadlessKeys, HEADLESS_USES } from '@keyward/keyholder/headless'
import { AeadKey } from '@keyward/primitives/aead'
import { WebAuthnError } from '@keyward/webauthn/data'
import { expect, test } from 'vitest'
import { fakeShell } from './cases/fake-shell.ts'
import { recordUses, type UseRecorder } from './record-uses.ts'

const HELD = {
  workspaceId: 'AAAAAAAAAAAAAAAAAAAAAA',
  memberId: 'AQEBAQEBAQEBAQEBAQEBAQ',
  accountKey: new AeadKey(new Uint8Array(32).fill(1)),
  accountKeyEpoch: 1,
  replicaKey: new AeadKey(new Uint8Array(32).fill(2)),
} as unknown as Parameters<typeof encodeHeadlessKeys>[0]

/** A phone whose passkeys are used without a screen. */
function phone() {
  const file: { bytes: string | null; generation: number } = { bytes: null, generation: 0 }
  const signIn = (at: number, credentialId = 'AQ'): void => {
    const before = file.bytes === null ? undefined : decodeBase64url(file.bytes)
    const use = { accountId: 'account', credentialId, rpId: 'perch.example', at }
    file.bytes = encodeBase64url(addHeadlessUse(encodeHeadlessKeys(HELD), before, use))
    file.generation += 1
  }
  const between: (() => void)[] = []
  const port = fakeShell({
    'blob.read': () => ({ ...file }),
    'blob.write': ({ key, bytes, ifGeneration }) => {
      between.shift()?.()
      if (ifGeneration !== file.generation) throw new ChannelError('conflict', 'Newer.')
      expect(key).toBe(HEADLESS_USES)
      Object.assign(file, { bytes, generation: file.generation + 1 })
      return { generation: file.generation }
    },
  })
  return { file, signIn, between, port }
}

test('sign-ins without a screen are recorded in their order, each once', async () => {
  const { port, signIn, file, between } = phone()
  const at: number[] = []
  const recorder = recorderThat((time) => at.push(time))
  expect(await recordUses(port, recorder)).toBe(0)
  signIn(1)
  signIn(2)
  // Another one, while the file is being emptied.
  between.push(() => signIn(3))
  expect(await recordUses(port, recorder)).toBe(3)
  expect(at).toEqual([1, 2, 3])
  expect(await recordUses(port, recorder)).toBe(0)
  expect(at).toEqual([1, 2, 3])
  expect(file.generation).toBeGreaterThan(3)
})

test('a passkey that is gone by now is passed over', async () => {
  const { port, signIn } = phone()
  const at: number[] = []
  signIn(1, 'Ag')
  signIn(2)
  expect(
    await recordUses(
      port,
      recorderThat((time) => at.push(time)),
    ),
  ).toBe(1)
  expect(at).toEqual([2])
})

test('what could not be recorded stays in the file', async () => {
  const { port, signIn, file } = phone()
  signIn(1)
  const before = file.bytes
  const full = recorderThat(() => {
    throw new Error('disk full')
  })
  await expect(recordUses(port, full)).rejects.toThrow('disk full')
  expect(file.bytes).toBe(before)
})

/** A vault with the passkey `AQ` alone. */
function recorderThat(record: (at: number) => void): UseRecorder {
  return {
    keys: () => HELD,
    async record({ credentialId, at }) {
      if (credentialId !== 'AQ')
        throw new WebAuthnError('ceremony.no-credential', 'The passkey is no longer there.')
      record(at)
    },
  }
}
