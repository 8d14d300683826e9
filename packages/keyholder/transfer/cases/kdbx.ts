import type { Kdbx, KdbxEntry, KdbxGroup } from 'kdbxweb'
import { type Kdbxweb, loadKdbxweb } from '../kdbx/library.ts'
import { importPorts, PASSPHRASE } from './ports.ts'

/** A database in the making, as another manager would write it. */
export interface ForeignDatabase {
  readonly library: Kdbxweb
  readonly kdbx: Kdbx
  readonly group: KdbxGroup
  add(fields: Readonly<Record<string, string>>, group?: KdbxGroup): KdbxEntry
  save(): Promise<Uint8Array>
}

/** The library's own default, Argon2d, is that of KeePass and KeePassXC. */
export async function foreignDatabase(passphrase = PASSPHRASE): Promise<ForeignDatabase> {
  const library = await loadKdbxweb(importPorts)
  const credentials = new library.Credentials(library.ProtectedValue.fromString(passphrase))
  const kdbx = library.Kdbx.create(credentials, 'Other')
  const group = kdbx.getDefaultGroup()
  return {
    library,
    kdbx,
    group,
    add(fields, into = group) {
      const entry = kdbx.createEntry(into)
      for (const [name, value] of Object.entries(fields)) entry.fields.set(name, value)
      return entry
    },
    save: async () => new Uint8Array(await kdbx.save()),
  }
}
