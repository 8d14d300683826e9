import { credentialStoreContract } from '@keyward/testkit/credential-store-contract'
import { temporaryFolder } from '../../cases/temporary-folder.ts'
import { openStore } from './open.ts'

credentialStoreContract('The SQLite store', async () => {
  const folder = temporaryFolder()
  const store = openStore(folder.file('passkeys.db'), { make: true })
  return {
    store,
    close() {
      store.close()
      folder.remove()
    },
  }
})
