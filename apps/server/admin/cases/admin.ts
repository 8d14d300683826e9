import { randomBytes } from 'node:crypto'
import type { OpenStore } from '../../ops/open-store.ts'
import { openSqliteStore } from '../../store/sqlite.ts'
import { runAdmin } from '../run.ts'

/** What a command did. */
export interface AdminRun {
  readonly code: 0 | 1 | 2
  readonly out: string
  readonly err: string
}

export interface AdminSetting {
  /** The data folder. */
  readonly data: string
  readonly env?: Readonly<Record<string, string>>
  readonly passphrase?: string
  readonly now?: number
  readonly openStore?: OpenStore
}

/** Runs a command of `admin.ts` in this process. */
export async function admin(argv: readonly string[], setting: AdminSetting): Promise<AdminRun> {
  const { data, env = {}, passphrase = 'correct horse battery', now = 1_800_000_000_000 } = setting
  let out = ''
  let err = ''
  const terminal = {
    env: { KEYWARD_DATA: data, ...env },
    clock: () => now,
    random: (length: number) => new Uint8Array(randomBytes(length)),
    writeOut: (text: string) => void (out += text),
    writeErr: (text: string) => void (err += text),
    readPassphrase: async () => passphrase,
  }
  const code = await runAdmin(argv, terminal, setting.openStore ?? openSqliteStore)
  return { code, out, err }
}
