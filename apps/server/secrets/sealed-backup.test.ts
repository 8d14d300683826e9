import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { expectRefusal } from '../config/cases/refusal.ts'
import { openSecrets, sealSecrets } from './sealed-backup.ts'
import { makeSecrets, type ServerSecrets } from './server-secrets.ts'

const random = (length: number) => new Uint8Array(randomBytes(length))
const PASSPHRASE = 'correct horse bàttery'

let secrets: ServerSecrets
let text: string
beforeAll(async () => {
  secrets = await makeSecrets(1, random)
  text = await sealSecrets(secrets, PASSPHRASE, { now: 2, random })
})

describe('the sealed backup of the secrets', () => {
  test('opens with the passphrase, however its accents were typed', async () => {
    const opened = await openSecrets(text, PASSPHRASE.normalize('NFD'))
    expect(opened.opaqueSetup).toBe(secrets.opaqueSetup)
    expect(opened.setupCode).toBe(secrets.setupCode)
  })

  test('holds none of the secrets, and is another one each time', async () => {
    expect(text).not.toContain(secrets.setupCode)
    expect(text).not.toContain(secrets.opaqueSetup)
    expect(await sealSecrets(secrets, PASSPHRASE, { now: 2, random })).not.toBe(text)
  })

  test('is refused with another passphrase', async () => {
    await expectRefusal(() => openSecrets(text, 'correct horse battery'), 'secrets-backup.refused')
  })

  test.each(['madeAt', 'salt', 'nonce', 'sealed'])('is refused with another %s', async (name) => {
    const file = JSON.parse(text) as Record<string, string | number>
    const value = file[name]
    const other =
      typeof value === 'string' ? (value.startsWith('A') ? 'B' : 'A') + value.slice(1) : 3
    const changed = JSON.stringify({ ...file, [name]: other })
    await expectRefusal(() => openSecrets(changed, PASSPHRASE), 'secrets-backup.refused')
  })

  test.each(['', '{}', '[]', 'x', '{"format":"keyward-server-secrets-backup","version":2}'])(
    'is not this: %s',
    async (other) => {
      await expectRefusal(() => openSecrets(other, PASSPHRASE), 'secrets-backup.damaged')
    },
  )

  test('with a member missing or of another form is refused', async () => {
    const file = JSON.parse(text) as Record<string, unknown>
    for (const name of Object.keys(file)) {
      for (const value of [undefined, 7.5, '*', 'AAAA']) {
        const changed = JSON.stringify({ ...file, [name]: value })
        await expect(openSecrets(changed, PASSPHRASE)).rejects.toThrow(/backup of the secrets/)
      }
    }
  })

  test('needs a passphrase of twelve characters', async () => {
    const at = { now: 2, random }
    await expectRefusal(() => sealSecrets(secrets, '12345678901', at), 'admin.passphrase')
  })
})
